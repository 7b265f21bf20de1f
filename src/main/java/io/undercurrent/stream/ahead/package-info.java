/**
 * What a task does between messages, so that these find it done: it may be left out without any change of the results.
 */
package io.undercurrent.stream.ahead;
