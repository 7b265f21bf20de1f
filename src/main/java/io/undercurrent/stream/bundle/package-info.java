/**
 * How many updates to step as one, and how long to wait for them.
 */
package io.undercurrent.stream.bundle;
