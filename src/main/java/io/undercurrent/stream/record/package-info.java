/**
 * The records between the operators of a job, and those that it writes beside forecasts and scores: rejected messages.
 */
package io.undercurrent.stream.record;
