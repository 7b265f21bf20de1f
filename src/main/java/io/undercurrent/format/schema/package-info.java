/**
 * Messages that need a schema to be read: from a registry, whose id stands before each message or in its headers, or from a file. Fields are
 * put into {@link io.undercurrent.format.fields.Slots} in one pass over the bytes, and what nobody asked for is passed over. Bytes are not
 * trusted: neither lengths nor depths that they claim take more memory or time than a message of that length may.
 */
package io.undercurrent.format.schema;
