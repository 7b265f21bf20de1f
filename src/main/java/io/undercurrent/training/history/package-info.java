/** What is known of the histories before training: the days to learn from and those held back, flags, and absurd values. */
package io.undercurrent.training.history;
