/**
 * The names of the topics of a job, for whoever runs it and whoever looks at it.
 */
package io.undercurrent.topic;
