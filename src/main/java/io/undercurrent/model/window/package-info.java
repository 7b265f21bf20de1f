/** What the recent days of a window say of each value: level, weekday profile and scale, and what day of the week and year it is. */
package io.undercurrent.model.window;
