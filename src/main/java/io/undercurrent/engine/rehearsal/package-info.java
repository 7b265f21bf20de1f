/** Lets the JVM see what rarely happens before a job reads anything, so that it compiles the code for that from the beginning. */
package io.undercurrent.engine.rehearsal;
