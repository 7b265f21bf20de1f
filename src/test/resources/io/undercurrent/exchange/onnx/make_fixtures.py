"""Makes the graphs and numbers of this folder with the exporters of PyTorch and tf2onnx.

Needs torch 2.13.0, onnx 1.23.1, onnxruntime 1.30.0, onnxscript 0.7.2, tensorflow-cpu 2.21.0, tf_keras 2.21.0 and tf2onnx 1.16.1.
Each NAME.onnx has a NAME.json beside it with an input and the output that the library which trained the network gives for it.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tf_keras
import numpy as np
import tensorflow as tf
import tf2onnx
import torch
from torch import nn

BATCH, STEPS, FEATURES, UNITS = 2, 6, 3, 4


def write_numbers(name, x, y):
    with open(name + ".json", "w") as file:
        numbers = lambda a: [float(v) for v in np.asarray(a, np.float32).ravel()]
        json.dump({"batch": x.shape[0], "input": numbers(x), "output": numbers(y)}, file)


class Last(nn.Module):
    """A recurrent layer, and a dense one on its last hidden state."""

    def __init__(self, kind, **options):
        super().__init__()
        self.rnn = kind(FEATURES, UNITS, **options)
        self.batch_first = self.rnn.batch_first
        self.dense = nn.Linear(UNITS * (2 if self.rnn.bidirectional else 1), 2)

    def forward(self, x):
        y, _ = self.rnn(x)
        return self.dense(y[:, -1, :] if self.batch_first else y[-1])


class Hidden(nn.Module):
    """The dense layer takes the final state, through a ReLU, and a tanh follows."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(FEATURES, UNITS, batch_first=True)
        self.dense = nn.Linear(UNITS, 2)

    def forward(self, x):
        _, (h, c) = self.rnn(x)
        return torch.tanh(self.dense(torch.relu(h[-1])))


class Sequence(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(FEATURES, UNITS, batch_first=True)
        self.dense = nn.Linear(UNITS, 2)

    def forward(self, x):
        return torch.softmax(self.dense(self.rnn(x)[0]), -1)


class Stateful(nn.Module):
    """One layer on the other, with the states of both in one tensor."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(FEATURES, UNITS, num_layers=2)

    def forward(self, x, h, c):
        y, (h, c) = self.rnn(x, (h, c))
        return y[-1], h, c


def torch_model(name, model, dynamo=False, batch_first=True, **options):
    torch.manual_seed(7)
    for parameter in model.parameters():
        nn.init.uniform_(parameter, -0.8, 0.8)
    model.eval()
    x = torch.randn(BATCH, STEPS, FEATURES)
    given = x if batch_first else x.transpose(0, 1).contiguous()
    if dynamo:
        torch.onnx.export(model, (given,), name + ".onnx", dynamo=True, external_data=False, verbose=False,
                          input_names=["x"], dynamic_shapes=({0: torch.export.Dim("batch")},))
    else:
        torch.onnx.export(model, (given,), name + ".onnx", dynamo=False, input_names=["x"],
                          dynamic_axes={"x": {0 if batch_first else 1: "batch"}}, **options)
    with torch.no_grad():
        write_numbers(name, x.numpy(), model(given).numpy())


torch_model("torch-lstm-stacked", Last(nn.LSTM, num_layers=2, dropout=0.3, batch_first=True))
torch_model("torch-lstm-dynamo", Last(nn.LSTM, num_layers=2, batch_first=True), dynamo=True)
torch_model("torch-gru", Last(nn.GRU), batch_first=False, opset_version=9)
torch_model("torch-rnn-relu", Last(nn.RNN, nonlinearity="relu", batch_first=True), opset_version=12)
torch_model("torch-final-state", Hidden())
torch_model("torch-gru-sequence", Sequence())
torch_model("torch-bidirectional", Last(nn.LSTM, bidirectional=True, batch_first=True))

torch.manual_seed(3)
stateful = Stateful().eval()
x = torch.randn(STEPS, BATCH, FEATURES)
zeros = torch.zeros(2, BATCH, UNITS)
torch.onnx.export(stateful, (x, zeros, zeros), "torch-stateful.onnx", dynamo=False, input_names=["x", "h", "c"],
                  output_names=["y", "h_next", "c_next"], dynamic_axes={"x": {0: "steps", 1: "batch"}, "h": {1: "batch"}, "c": {1: "batch"}})
with torch.no_grad():
    write_numbers("torch-stateful", x.transpose(0, 1).numpy(), stateful(x, zeros, zeros)[0].numpy())


def keras_model(name, layers, opset=15):
    tf_keras.utils.set_random_seed(11)
    model = tf_keras.Sequential([tf_keras.Input((STEPS, FEATURES))] + layers)
    rng = np.random.default_rng(5)
    model.set_weights([rng.uniform(-0.7, 0.7, w.shape).astype(np.float32) for w in model.get_weights()])
    x = rng.normal(size=(BATCH, STEPS, FEATURES)).astype(np.float32)
    call = tf.function(lambda x: model(x, training=False),
                       input_signature=[tf.TensorSpec((None, STEPS, FEATURES), tf.float32, name="x")])
    tf2onnx.convert.from_function(call, call.input_signature, opset=opset, output_path=name + ".onnx")
    write_numbers(name, x, model.predict(x, verbose=0))


L = tf_keras.layers
keras_model("tf2onnx-simple-rnn", [L.SimpleRNN(UNITS), L.Dense(2)])
keras_model("tf2onnx-lstm", [L.Rescaling(0.5, 1), L.LSTM(UNITS, return_sequences=True), L.LSTM(UNITS), L.Dense(2, "relu")], opset=18)
keras_model("tf2onnx-gru", [L.GRU(UNITS, return_sequences=True), L.Dense(2, "tanh")])
keras_model("tf2onnx-gru-reset-before", [L.GRU(UNITS, reset_after=False), L.Dense(2)])
keras_model("tf2onnx-flatten", [L.Flatten(), L.Dense(5, "sigmoid"), L.Dense(2)], opset=11)
