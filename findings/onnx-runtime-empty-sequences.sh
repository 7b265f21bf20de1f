#!/usr/bin/env bash
# ONNX Runtime: a series of a batch that has no new day loses the state that it came with.
#
# One would expect: GRU and LSTM step each state by as many days as sequence_lens says. After no day, the last state is the one that was given as
# initial_h and initial_c. Or a length of 0 is refused.
# What happens: the last state is 0, alone or beside a series with days. The series with days is right. No error is raised.
# Why it matters: whoever carries states from day to day steps many series at once, and on most days some of them have nothing new. These forget their
# history, and are forecast like a series that has just begun.
set -euo pipefail

runtime=1.30.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts "onnxruntime-web@$runtime" onnx-proto@8.0.1

cat > empty.mjs <<'JS'
import proto from 'onnx-proto';
import * as ort from 'onnxruntime-web';

const { onnx } = proto;
const FLOAT = onnx.TensorProto.DataType.FLOAT;
const INT32 = onnx.TensorProto.DataType.INT32;
const units = 2;

const weights = (name, shape) => ({
  name, dims: shape, dataType: FLOAT,
  floatData: Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i + 1) / 2),
});
const value = (name, elemType, shape) => ({
  name,
  type: { tensorType: { elemType, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } },
});

function network(operator, gates, states) {
  const series = [1, 2, units];
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 14 }],
    graph: {
      name: operator,
      node: [{
        opType: operator,
        input: ['X', 'W', 'R', '', 'lengths', ...states.map((name) => `initial_${name}`)],
        output: ['', ...states.map((name) => `last_${name}`)],
        attribute: [{ name: 'hidden_size', type: onnx.AttributeProto.AttributeType.INT, i: units }],
      }],
      initializer: [weights('W', [1, gates * units, 1]), weights('R', [1, gates * units, units])],
      input: [
        value('X', FLOAT, [3, 2, 1]), value('lengths', INT32, [2]),
        ...states.map((name) => value(`initial_${name}`, FLOAT, series)),
      ],
      output: states.map((name) => value(`last_${name}`, FLOAT, series)),
    },
  }).finish();
}

for (const [operator, gates, states] of [['GRU', 3, ['h']], ['LSTM', 4, ['h', 'c']]]) {
  const session = await ort.InferenceSession.create(network(operator, gates, states));
  for (const lengths of [[3, 1], [3, 0], [0, 0]]) {
    const inputs = {
      X: new ort.Tensor('float32', [0.5, 0.5, -0.2, -0.2, 0.1, 0.1], [3, 2, 1]),
      lengths: new ort.Tensor('int32', lengths, [2]),
    };
    for (const name of states) {
      inputs[`initial_${name}`] = new ort.Tensor('float32', [0.9, -0.7, 0.9, -0.7], [1, 2, units]);
    }
    const outputs = await session.run(inputs);
    const text = states.map((name) => `${name} ${[...outputs[`last_${name}`].data].map((x) => x.toFixed(2)).join(' ')}`);
    console.log(`${operator} with ${lengths.join(' and ')} days: ${text.join(', ')}`);
  }
}
JS

cat > expected <<'OUT'
GRU with 3 and 1 days: h 0.18 -0.18 0.48 -0.51
GRU with 3 and 0 days: h 0.18 -0.18 0.00 0.00
GRU with 0 and 0 days: h 0.00 0.00 0.00 0.00
LSTM with 3 and 1 days: h 0.08 0.03 0.19 0.03, c 0.16 0.05 0.48 0.07
LSTM with 3 and 0 days: h 0.08 0.03 0.00 0.00, c 0.16 0.05 0.00 0.00
LSTM with 0 and 0 days: h 0.00 0.00 0.00 0.00, c 0.00 0.00 0.00 0.00
OUT

echo "onnxruntime-web $runtime (npm), two series, both with the state 0.90 -0.70"
node empty.mjs 2> log | tee seen || { cat log; exit 1; }
diff expected seen
