/**
 * What a job without a checkpoint reads before its topics: a file, or another topic.
 */
package io.undercurrent.job.source.history;
