/**
 * How the fields of messages are in their bytes: as JSON, or as a schema says that a registry or a file has.
 */
package io.undercurrent.format.encoding;
