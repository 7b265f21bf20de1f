/**
 * The bytes of ONNX files. Of the format's messages only those fields are known here that recurrent networks use; field numbers are
 * those of {@code onnx.proto}. Every list is bounded as it grows.
 */
package io.undercurrent.exchange.onnx.file;
