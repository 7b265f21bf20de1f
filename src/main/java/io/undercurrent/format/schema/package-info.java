/**
 * Schemas that messages name: where a message names one, the registry that has them, and what reads the messages of one. Bytes are not
 * trusted: neither lengths nor depths that they claim take more memory or time than a message of that length may.
 */
package io.undercurrent.format.schema;
