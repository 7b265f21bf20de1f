/**
 * Messages in Protobuf's binary form, with the text of their {@code .proto} file as schema: chosen places, or the whole as JSON.
 */
package io.undercurrent.format.schema.protobuf;
