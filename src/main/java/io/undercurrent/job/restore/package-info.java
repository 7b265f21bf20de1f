/**
 * Checks before a job restores a checkpoint or writes its own: {@link io.undercurrent.job.restore.CheckpointDirectory}
 * finds the latest one, {@link io.undercurrent.job.restore.StoredCheckpoint} says what it was made with and what it has
 * read, and {@link io.undercurrent.job.restore.DirectoryOwner} keeps a directory for one job, and for one process at a
 * time. All on any file system that Flink reads.
 */
package io.undercurrent.job.restore;
