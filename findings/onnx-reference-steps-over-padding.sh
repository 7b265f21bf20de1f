#!/usr/bin/env bash
# ONNX's own reference evaluator steps RNN, GRU and LSTM over the padding, past the lengths that sequence_lens gives.
#
# One would expect: sequence_lens says how many steps each sequence of a batch has. The last state of a series of two days, padded to four
# days, is its state after two, as when it is run alone. The evaluator with which one checks others keeps to that, or refuses the input.
# What happens: it ignores the input without a word, and the state of the short series is that after four days. ONNX Runtime keeps to it. Of
# GRU and LSTM the evaluator ignores the attributes activations and clip as well.
# Why it matters: series begin on different days, so batches of them are padded. Whoever checks an exported network by the reference takes
# a right forecast of each shorter series for a wrong one, or mends the exporter until it agrees with the wrong one.
set -euo pipefail

onnx=1.23.1
runtime=1.30.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "onnx==$onnx" "onnxruntime==$runtime"

cat > "$folder/states.py" <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

UNITS = 2
PADDING = 9
LONG = [0.5, 1.0, -0.3, 0.2]
SHORT = [0.5, 1.0]


def network(operator, gates, **attributes):
    """A layer with fixed weights that takes X and the lengths of the sequences, and gives the last state."""
    weights = np.sin(np.arange(gates * UNITS, dtype=np.float32)).reshape(1, gates * UNITS, 1)
    recurrent = np.cos(np.arange(gates * UNITS * UNITS, dtype=np.float32)).reshape(1, gates * UNITS, UNITS) / 2
    node = helper.make_node(operator, ["X", "W", "R", "", "lengths"], ["", "last"], hidden_size=UNITS, **attributes)
    graph = helper.make_graph(
        [node],
        operator,
        [
            helper.make_tensor_value_info("X", TensorProto.FLOAT, ["days", "series", 1]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["series"]),
        ],
        [helper.make_tensor_value_info("last", TensorProto.FLOAT, [1, "series", UNITS])],
        [numpy_helper.from_array(weights, "W"), numpy_helper.from_array(recurrent, "R")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    return model


def last_of_short(run, padded):
    """The last state of the short series: in a batch with the long one, or alone."""
    series = [LONG, SHORT + [PADDING] * 2] if padded else [SHORT]
    lengths = [4, 2] if padded else [2]
    inputs = {"X": np.array(series, np.float32).T[:, :, None], "lengths": np.array(lengths, np.int32)}
    return run(None, inputs)[0][0, -1]


def values(run, padded):
    return " ".join(f"{value:.2f}" for value in last_of_short(run, padded))


def say(name, model, reads):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    for who, run in (("ONNX Runtime", session.run), ("reference   ", ReferenceEvaluator(model).run)):
        print(f"{name} {who} " + ", ".join(f"{how} {values(run, padded)}" for how, padded in reads))


print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}: the state after two days")
lengths = (("alone", False), ("padded to four", True))
for operator, gates in (("RNN", 1), ("GRU", 3), ("LSTM", 4)):
    say(operator.ljust(4), network(operator, gates), lengths)
alone = (("alone", False),)
for operator, gates in (("GRU", 3), ("LSTM", 4)):
    functions = ["HardSigmoid", "Relu", "Relu"][: gates - 1]
    say(f"{operator.ljust(4)} with Relu", network(operator, gates, activations=functions), alone)
    say(f"{operator.ljust(4)} with clip 0.1", network(operator, gates, clip=0.1), alone)
PY

cat > "$folder/expected" <<'OUT'
onnx 1.23.1, onnxruntime 1.30.0: the state after two days
RNN  ONNX Runtime alone 0.11 0.57, padded to four 0.11 0.57
RNN  reference    alone 0.11 0.57, padded to four 0.36 1.00
GRU  ONNX Runtime alone -0.41 -0.33, padded to four -0.41 -0.33
GRU  reference    alone -0.41 -0.33, padded to four -0.90 -0.33
LSTM ONNX Runtime alone -0.10 0.22, padded to four -0.10 0.22
LSTM reference    alone -0.10 0.22, padded to four -0.44 0.60
GRU  with Relu ONNX Runtime alone 0.00 0.00
GRU  with Relu reference    alone -0.41 -0.33
GRU  with clip 0.1 ONNX Runtime alone -0.08 -0.07
GRU  with clip 0.1 reference    alone -0.41 -0.33
LSTM with Relu ONNX Runtime alone 0.00 0.25
LSTM with Relu reference    alone -0.10 0.22
LSTM with clip 0.1 ONNX Runtime alone -0.04 0.04
LSTM with clip 0.1 reference    alone -0.10 0.22
OUT

"$folder/venv/bin/python" "$folder/states.py" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen"
