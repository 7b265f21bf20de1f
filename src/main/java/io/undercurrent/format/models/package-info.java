/**
 * What stands in the topics on the models of a job: which model is to forecast from which day on, and what the job made of that. Both
 * ways, as JSON.
 */
package io.undercurrent.format.models;
