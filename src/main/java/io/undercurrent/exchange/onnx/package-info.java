/**
 * Networks in the format of ONNX, both ways: {@link io.undercurrent.exchange.onnx.OnnxImport} makes a network of a graph as the
 * exporters of PyTorch and tf2onnx write it, {@link io.undercurrent.exchange.onnx.OnnxExport} a graph of a network. Of the
 * format's messages only those fields are known here that such graphs use; field numbers are those of {@code onnx.proto}.
 */
package io.undercurrent.exchange.onnx;
