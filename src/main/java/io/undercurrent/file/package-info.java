/**
 * Files on the way to the disk: they come whole or not at all, and failures name them.
 */
package io.undercurrent.file;
