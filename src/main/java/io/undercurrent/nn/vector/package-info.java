/**
 * The back end on Java's Vector API. It is compiled separately and loaded by name, because its module {@code
 * jdk.incubator.vector} is present only if the JVM was started with it. No other package may depend on this one.
 */
package io.undercurrent.nn.vector;
