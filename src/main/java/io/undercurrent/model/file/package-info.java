/** Reads and writes model files, and picks the kind of model to read. */
package io.undercurrent.model.file;
