/** Where model files are read and written, and the kind of model in them is picked. */
package io.undercurrent.model.file;
