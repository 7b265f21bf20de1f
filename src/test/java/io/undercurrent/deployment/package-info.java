/**
 * Holds the files of {@code deploy} and {@code docker-compose.yml} to what they name: the versions of the build, the metrics of
 * the job, the schemas of Kubernetes; and {@code pom.xml} to the commands that start something with it. Whether the former work is
 * shown by {@code deploy/try-compose}.
 */
package io.undercurrent.deployment;
