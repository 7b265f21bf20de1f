package io.undercurrent.holiday;

import java.util.List;

/** Says which days of a year are holidays. */
interface YearRules {

    /** The first year that the rules are known of. */
    int firstYear();

    /** All holidays of a year, in any order, a day possibly under several names. */
    List<NamedDay> of(int year);
}
