/**
 * The bytes of each record and each state: a {@link io.undercurrent.stream.layout.Layout} with a name and a version, which reads
 * every version before. Names and versions stand in savepoints.
 */
package io.undercurrent.stream.layout;
