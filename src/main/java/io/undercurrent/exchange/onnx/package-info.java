/**
 * Networks in the format of ONNX, both ways: {@link io.undercurrent.exchange.onnx.OnnxImport} makes a network of a graph as the
 * exporters of PyTorch and tf2onnx write it, {@link io.undercurrent.exchange.onnx.OnnxExport} a graph of a network.
 */
package io.undercurrent.exchange.onnx;
