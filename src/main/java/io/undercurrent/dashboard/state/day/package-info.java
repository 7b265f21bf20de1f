/**
 * What is kept of a series by day, in memory that does not grow.
 */
package io.undercurrent.dashboard.state.day;
