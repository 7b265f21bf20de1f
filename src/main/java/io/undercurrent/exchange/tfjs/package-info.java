/**
 * Networks of TensorFlow.js: a {@code model.json} with the weights in files beside it. The layers are described as Keras describes them.
 */
package io.undercurrent.exchange.tfjs;
