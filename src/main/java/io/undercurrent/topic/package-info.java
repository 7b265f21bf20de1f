/**
 * Which topics a job reads and writes, for whoever runs it and whoever looks at it.
 */
package io.undercurrent.topic;
