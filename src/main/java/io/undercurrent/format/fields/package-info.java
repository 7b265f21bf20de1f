/**
 * The fields of messages, whatever their encoding: what stands at chosen places, in JSON's kinds of values, and what a schema says of it.
 */
package io.undercurrent.format.fields;
