"""Makes the models and numbers of the folder keras1: files in the layout of Keras 1.2.2, which no longer installs.

Needs tensorflow-cpu 2.21.0, tf_keras 2.21.0 and h5py 3.14.0. The layout is that of files which Keras 1.2.2 wrote with TensorFlow and with
Theano. Keras 2 knows how to take over the weights of each layer, and gives the numbers.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import numpy as np
import tf_keras
from tf_keras.saving.legacy.hdf5_format import preprocess_weights_for_loading

BATCH, STEPS, FEATURES, UNITS = 2, 6, 3, 4

# The weights of a gate are beside each other: kernel, recurrent kernel, bias.
GATES = {"LSTM": ["i", "c", "f", "o"], "GRU": ["z", "r", "h"]}


def shapes(kind, features, units):
    if kind in ("Dense", "TimeDistributedDense"):
        return {"W": (features, units), "b": (units,)}
    if kind == "SimpleRNN":
        return {"W": (features, units), "U": (units, units), "b": (units,)}
    if kind == "BatchNormalization":
        return {name: (features,) for name in ("gamma", "beta", "running_mean", "running_std")}
    return {f"{part}_{gate}": shape for gate in GATES[kind]
            for part, shape in (("W", (features, units)), ("U", (units, units)), ("b", (units,)))}


def in_keras_2(kind, config):
    L, units, activation = tf_keras.layers, config.get("output_dim"), config.get("activation")
    if kind in ("Dense", "TimeDistributedDense"):
        return L.Dense(units, activation, use_bias=config["bias"])
    if kind == "BatchNormalization":
        return L.BatchNormalization(epsilon=config["epsilon"])
    more = {} if kind == "SimpleRNN" else {"recurrent_activation": config["inner_activation"]}
    if kind == "GRU":
        more["reset_after"] = False
    return getattr(L, kind)(units, activation, return_sequences=config["return_sequences"], **more)


def write(name, layers, suffix, functional=False, version="1.2.2"):
    """The suffix is that of TensorFlow's variables, and nothing with Theano."""
    rng = np.random.default_rng(len(name))
    model = tf_keras.Sequential([tf_keras.Input((STEPS, FEATURES))])
    configs, stored, features = [], [], FEATURES
    for number, (kind, config) in enumerate(layers, 1):
        own = f"{kind.lower()}_{number}"
        config = {"name": own, "trainable": True, **config}
        if number == 1 and not functional:
            config.update(batch_input_shape=[None, STEPS, FEATURES], input_dtype="float32")
        weights = {}
        if kind != "Dropout":
            units = config.get("output_dim", features)
            for part, shape in shapes(kind, features, units).items():
                if part != "b" or config.get("bias", True):
                    values = rng.uniform(-0.6, 0.6, shape).astype(np.float32)
                    weights[f"{own}_{part}{suffix}"] = np.abs(values) + 0.1 if part == "running_std" else values
            layer = in_keras_2(kind, config)
            model.add(layer)
            layer.set_weights(preprocess_weights_for_loading(layer, list(weights.values()), "1"))
            features = units
        below = "days" if number == 1 else configs[-1]["name"]
        configs.append({"class_name": kind, "config": config, "name": own, "inbound_nodes": [[[below, 0, 0]]]}
                       if functional else {"class_name": kind, "config": config, "name": own})
        stored.append((own, weights))
    if functional:
        first = {"class_name": "InputLayer", "name": "days", "inbound_nodes": [], "config":
                 {"name": "days", "batch_input_shape": [None, STEPS, FEATURES], "input_dtype": "float32", "sparse": False}}
        config = {"name": "model_1", "layers": [first] + configs,
                  "input_layers": [["days", 0, 0]], "output_layers": [[configs[-1]["name"], 0, 0]]}
        stored.insert(0, ("days", {}))
    else:
        config = [{"class_name": c["class_name"], "config": c["config"]} for c in configs]
    with h5py.File(name + ".h5", "w") as file:
        if version:
            file.attrs["keras_version"] = version.encode()
        file.attrs["model_config"] = json.dumps({"class_name": "Model" if functional else "Sequential", "config": config}).encode()
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [own.encode() for own, _ in stored]
        for own, weights in stored:
            layer = group.create_group(own)
            layer.attrs["weight_names"] = [weight.encode() for weight in weights]
            for weight, values in weights.items():
                layer.create_dataset(weight, data=values)
    x = rng.normal(size=(BATCH, STEPS, FEATURES)).astype(np.float32)
    numbers = lambda a: [float(v) for v in np.asarray(a, np.float32).ravel()]
    with open(name + ".h5.json", "w") as file:
        json.dump({"batch": BATCH, "input": numbers(x), "output": numbers(model.predict(x, verbose=0))}, file)


def recurrent(units, sequences, activation="tanh", inner="hard_sigmoid"):
    gates = {} if inner is None else {"inner_activation": inner, "inner_init": "orthogonal"}
    return {"output_dim": units, "init": "glorot_uniform", "activation": activation, "return_sequences": sequences, "go_backwards": False,
            "stateful": False, "unroll": False, "consume_less": "cpu", "input_dim": FEATURES, "input_length": None,
            "dropout_W": 0.2, "dropout_U": 0.0, "W_regularizer": None, "U_regularizer": None, "b_regularizer": None, **gates}


def dense(units, activation="linear", bias=True):
    return {"output_dim": units, "init": "glorot_uniform", "activation": activation, "bias": bias, "input_dim": None,
            "W_regularizer": None, "b_regularizer": None, "activity_regularizer": None, "W_constraint": None, "b_constraint": None}


normalized = {"epsilon": 1e-06, "mode": 0, "axis": -1, "momentum": 0.9, "gamma_regularizer": None, "beta_regularizer": None}

os.makedirs("keras1", exist_ok=True)
os.chdir("keras1")
write("lstm", [("LSTM", recurrent(UNITS, True)), ("Dropout", {"p": 0.2}), ("LSTM", recurrent(3, False, inner="sigmoid")), ("Dense", dense(2))], ":0")
write("gru", [("GRU", recurrent(UNITS, False)), ("BatchNormalization", normalized), ("Dense", dense(2, "hard_sigmoid"))], "", version=None)
write("functional", [("SimpleRNN", recurrent(UNITS, True, "relu", None)), ("TimeDistributedDense", dense(2, "tanh", bias=False))], ":0", functional=True)
