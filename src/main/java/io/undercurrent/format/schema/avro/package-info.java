/**
 * Messages in Avro's binary form: chosen places by a plan made of the schema, in one pass over the bytes, or the whole as JSON.
 */
package io.undercurrent.format.schema.avro;
