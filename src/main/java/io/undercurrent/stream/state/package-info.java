/**
 * What a job keeps of a series besides its window and its calibration: hidden states of past days, messages that wait, and the
 * moment at which it is forgotten; and what the job as a whole keeps of where its state came from.
 */
package io.undercurrent.stream.state;
