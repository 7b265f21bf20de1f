package io.undercurrent.holiday;

import java.time.LocalDate;

/** A day that is a holiday, and which. */
record NamedDay(LocalDate day, String name) {}
