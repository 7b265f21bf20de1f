/** Features of the recent days of a window: level, weekday profile and scale of each value, and the calendar. */
package io.undercurrent.model.window;
