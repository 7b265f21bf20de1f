/**
 * The back end that Java's Vector API is. Compiled apart from the rest and loaded by name, because its module {@code
 * jdk.incubator.vector} is there only where the JVM was started with it: nobody may depend on this package.
 */
package io.undercurrent.nn.vector;
