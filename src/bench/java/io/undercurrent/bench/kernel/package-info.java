/**
 * One step of a recurrent layer, timed against ONNX Runtime and against plain calls of ND4J with the same weights: what {@code
 * ./mvnw -Pbench} runs. Libraries that only comparisons need are known here and nowhere else.
 */
package io.undercurrent.bench.kernel;
