/**
 * Readings in messages and files that were not made for us: where series, day and values stand, in which form, and inside of which
 * envelope. {@link io.undercurrent.format.mapping.ReadingMapping} says it and makes the format that reads it.
 */
package io.undercurrent.format.mapping;
