/**
 * Stepping the series that came close together as one, and how many and how long to wait for them.
 */
package io.undercurrent.stream.bundle;
