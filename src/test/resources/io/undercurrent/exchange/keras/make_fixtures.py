"""Makes the models and numbers of this folder with Keras 3 and Keras 2.

Needs tensorflow-cpu 2.21.0, keras 3.15.1 and tf_keras 2.21.0, which is Keras 2 under the name it has today. Each model has a
NAME.json beside it with an input and the output that its Keras gives for it, and with its number of parameters.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tf_keras

BATCH, STEPS, FEATURES, UNITS = 2, 6, 3, 4


def finish(k, name, model, suffix, scale=1):
    rng = np.random.default_rng(len(name))
    model.set_weights([rng.uniform(-0.6, 0.6, w.shape).astype(np.float32) if w.dtype == np.float32 else w
                       for w in model.get_weights()])
    for layer in model.layers:
        # A variance is positive.
        if "Normalization" in type(getattr(layer, "layer", layer)).__name__:
            layer.set_weights([np.abs(w) + 0.1 for w in layer.get_weights()])
    x = (scale * rng.normal(size=(BATCH,) + tuple(model.input_shape[1:]))).astype(np.float32)
    model.save(name + suffix)
    # Loading finishes what setting weights does not: Normalization in Keras 3 computes its deviation there.
    y = k.models.load_model(name + suffix).predict(x, verbose=0)
    numbers = lambda a: [float(v) for v in np.asarray(a, np.float32).ravel()]
    with open(name + suffix + ".json", "w") as file:
        json.dump({"batch": BATCH, "input": numbers(x), "output": numbers(y)}, file)


def models(k, suffix, wide):
    """The same networks in each version and container."""
    L, shape = k.layers, (STEPS, FEATURES)
    sequential = lambda *layers: k.Sequential([L.Input(shape)] + list(layers))
    finish(k, "simple-rnn", sequential(L.SimpleRNN(UNITS), L.Dense(2)), suffix)
    finish(k, "gru", sequential(L.GRU(UNITS, return_sequences=True), L.Dropout(0.5), L.GRU(3), L.Dense(2)), suffix)
    finish(k, "lstm-hard", sequential(L.LSTM(UNITS, recurrent_activation="hard_sigmoid"), L.Dense(2, activation="hard_sigmoid")), suffix)
    if not wide:
        return
    finish(k, "lstm-relu", sequential(L.LSTM(UNITS, activation="relu", return_sequences=True), L.TimeDistributed(L.Dense(2)), L.Activation("sigmoid")), suffix)
    finish(k, "unbiased", sequential(L.SimpleRNN(UNITS, activation="relu", use_bias=False), L.Dense(2, use_bias=False)), suffix)
    finish(k, "flatten", sequential(L.Normalization(), L.Flatten(), L.Dense(5, activation="softmax"), L.Dense(2)), suffix)
    x = L.Input(shape, name="days")
    y = L.Rescaling(0.5, offset=1.0)(x)
    y = L.LSTM(UNITS, return_sequences=True, dropout=0.2, recurrent_dropout=0.1)(y)
    y = L.LSTM(3)(y)
    finish(k, "functional", k.Model(x, L.Dense(2, activation="tanh")(y)), suffix)
    finish(k, "gru-reset-before", sequential(L.GRU(UNITS, reset_after=False), L.Dense(2)), suffix)
    finish(k, "bidirectional", sequential(L.Bidirectional(L.LSTM(UNITS)), L.Dense(2)), suffix)
    finish(k, "backwards", sequential(L.SimpleRNN(UNITS, go_backwards=True), L.Dense(2, activation="gelu")), suffix)
    x = L.Input(shape)
    finish(k, "branches", k.Model(x, L.Add()([L.LSTM(UNITS)(x), L.GRU(UNITS)(x)])), suffix)
    stateful = k.Sequential([L.Input(batch_shape=(BATCH, STEPS, FEATURES)) if k is keras else L.Input(batch_input_shape=(BATCH, STEPS, FEATURES)),
                             L.LSTM(UNITS, stateful=True), L.Dense(2)])
    finish(k, "stateful", stateful, suffix)
    unbounded = L.LSTM(UNITS, activation="relu", return_sequences=True), L.GRU(UNITS, activation="linear", return_sequences=True)
    finish(k, "unbounded", sequential(*unbounded, L.Dense(1)), suffix, 1000)
    each = L.TimeDistributed(L.BatchNormalization()), L.TimeDistributed(L.Flatten()), L.BatchNormalization()
    finish(k, "each-day", sequential(*each, L.SimpleRNN(UNITS), L.BatchNormalization(), L.Dense(2)), suffix)
    axes = k.Sequential([L.Input((3, 3)), L.BatchNormalization(axis=1), L.Softmax(axis=1), L.Flatten(data_format="channels_first"), L.Dense(2)])
    finish(k, "axes", axes, suffix)


models(keras, ".keras", True)
models(keras, ".h5", False)
os.mkdir("keras2")
os.chdir("keras2")
models(tf_keras, ".h5", True)
models(tf_keras, ".keras", False)
