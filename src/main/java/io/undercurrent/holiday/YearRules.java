package io.undercurrent.holiday;

import java.util.List;

/** The holidays of a year by some rules. */
interface YearRules {

    /** The first year covered. */
    int firstYear();

    /** All holidays of a year, in any order, a day possibly under several names. */
    List<NamedDay> of(int year);
}
