/**
 * The models that succeed that of a job, from a topic in Kafka. {@link io.undercurrent.job.models.ModelLog} is the topic as commands read
 * and write it; {@link io.undercurrent.job.models.ModelsSource} follows it in a job, reads and checks the files away from the task, and
 * writes down in another topic what the job made of each.
 */
package io.undercurrent.job.models;
