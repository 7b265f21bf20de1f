/** What stays the same about a series, such as its category and its region, and the table that says so by key: plain Java. */
package io.undercurrent.series.kind;
