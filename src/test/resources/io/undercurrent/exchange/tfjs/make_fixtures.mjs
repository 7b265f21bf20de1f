// Makes the models and numbers of this folder with TensorFlow.js: node make_fixtures.mjs, beside node_modules with
// @tensorflow/tfjs 4.22.0. Each NAME/model.json has a NAME.json beside it with an input and the output that TensorFlow.js gives.
import * as tf from '@tensorflow/tfjs';
import fs from 'node:fs';

const BATCH = 2, STEPS = 6, FEATURES = 3, UNITS = 4;

let state = 7;
function random() {
  state = (state * 48271) % 2147483647;
  return (state / 2147483647 - 0.5) * 1.2;
}
const uniform = shape => tf.tensor(Array.from({length: shape.reduce((a, b) => a * b, 1)}, random), shape);

function save(name, split) {
  return tf.io.withSaveHandler(async artifacts => {
    fs.mkdirSync(name, {recursive: true});
    const data = Buffer.from(tf.io.concatenateArrayBuffers([artifacts.weightData].flat()));
    const paths = [];
    for (let at = 0; at < data.length; at += split) {
      paths.push(`group1-shard${paths.length + 1}of${Math.ceil(data.length / split)}.bin`);
      fs.writeFileSync(`${name}/${paths.at(-1)}`, data.subarray(at, at + split));
    }
    fs.writeFileSync(`${name}/model.json`, JSON.stringify({
      modelTopology: artifacts.modelTopology, format: artifacts.format, generatedBy: artifacts.generatedBy,
      convertedBy: artifacts.convertedBy, weightsManifest: [{paths, weights: artifacts.weightSpecs}]}));
    return {modelArtifactsInfo: {}};
  });
}

function finish(name, layers, split) {
  return finishModel(name, tf.sequential({layers}), split);
}

async function finishModel(name, model, split = 1 << 20) {
  model.setWeights(model.getWeights().map(w => uniform(w.shape)));
  // A variance is positive.
  for (const layer of model.layers.filter(layer => layer.getClassName() === 'BatchNormalization')) {
    layer.setWeights(layer.getWeights().map(w => w.abs().add(0.1)));
  }
  const x = uniform([BATCH, STEPS, FEATURES]);
  const y = model.predict(x);
  await model.save(save(name, split));
  fs.writeFileSync(`${name}.json`, JSON.stringify(
    {batch: BATCH, input: Array.from(x.dataSync()), output: Array.from(y.dataSync())}));
}

const inputShape = [STEPS, FEATURES], L = tf.layers;
await finish('simple-rnn', [L.simpleRNN({units: UNITS, inputShape}), L.dropout({rate: 0.3}), L.dense({units: 2})]);
// Weights in several files, none of which ends where an array does.
await finish('lstm-defaults', [L.lstm({units: UNITS, inputShape, returnSequences: true}), L.lstm({units: 3}), L.dense({units: 2})], 250);
await finish('gru-defaults', [L.gru({units: UNITS, inputShape}), L.dense({units: 2})]);

// What goes in through a name of its own, a gate that is no default, and one layer for each timestep.
const days = tf.input({shape: inputShape, name: 'days'});
let y = L.gru({units: UNITS, recurrentActivation: 'sigmoid', returnSequences: true}).apply(days);
y = L.timeDistributed({layer: L.dense({units: 3, activation: 'hardSigmoid'})}).apply(y);
y = L.lstm({units: 3, recurrentActivation: 'sigmoid', activation: 'relu', useBias: false}).apply(y);
y = L.dense({units: 2, activation: 'softmax'}).apply(L.batchNormalization().apply(y));
await finishModel('functional', tf.model({inputs: days, outputs: y}));
// Two things that cannot be held.
await finish('backwards', [
  L.bidirectional({layer: L.lstm({units: UNITS, returnSequences: true}), inputShape}),
  L.simpleRNN({units: 3, goBackwards: true}), L.dense({units: 2})]);
