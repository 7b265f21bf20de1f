/**
 * Networks of Keras: {@link io.undercurrent.exchange.keras.KerasImport} reads the archives of Keras 3 ({@code .keras}) and the HDF5 files
 * of Keras 1 and 2 ({@code .h5}). Both describe the layers in the same JSON, as TensorFlow.js does, so that the way from there to a
 * network is one: {@link io.undercurrent.exchange.keras.KerasModel}.
 */
package io.undercurrent.exchange.keras;
