package io.undercurrent.bench.operator;

import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.SimpleRnn;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn.Builder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One of our recurrent layers as a network of DL4J with the same weights. */
final class RnnTimeStepNetwork {

    /** Block of our gates (i f g o, as in Keras) that stands at each place of DL4J's, which calls g its block input. */
    private static final int[] LSTM_GATES = {2, 1, 3, 0};

    private static final int[] ONE_BLOCK = {0};

    private RnnTimeStepNetwork() {}

    /**
     * @throws IllegalArgumentException if DL4J has no layer that computes the same, as for a Gru
     */
    static MultiLayerNetwork of(Network ours) {
        RecurrentLayer layer = (RecurrentLayer) ours.layers().get(0);
        if (ours.layers().size() != 1 || !(layer instanceof SimpleRnn || layer instanceof Lstm)) {
            throw new IllegalArgumentException(
                    "network: expected one layer SimpleRnn or Lstm, but got " + ours.layers());
        }
        boolean lstm = layer instanceof Lstm;
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(lstm ? lstm(layer) : simpleRnn(layer))
                .build());
        network.init();
        int[] gates = lstm ? LSTM_GATES : ONE_BLOCK;
        var parameters = network.getLayer(0).paramTable();
        put(layer.kernel().values(), layer.units(), gates, parameters.get(LSTMParamInitializer.INPUT_WEIGHT_KEY));
        put(
                layer.recurrentKernel().values(),
                layer.units(),
                gates,
                parameters.get(LSTMParamInitializer.RECURRENT_WEIGHT_KEY));
        put(layer.bias().values(), layer.units(), gates, parameters.get(SimpleRnnParamInitializer.BIAS_KEY));
        return network;
    }

    private static Layer lstm(RecurrentLayer layer) {
        return new LSTM.Builder()
                .nIn(layer.features())
                .nOut(layer.units())
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .build();
    }

    private static Layer simpleRnn(RecurrentLayer layer) {
        return new Builder()
                .nIn(layer.features())
                .nOut(layer.units())
                .activation(Activation.TANH)
                .build();
    }

    /** Assigns row-major (rows × gates·units) weights, block by block. */
    private static void put(float[] ours, int units, int[] gates, INDArray theirs) {
        int width = gates.length * units;
        float[] ordered = new float[ours.length];
        for (int row = 0; row < ours.length / width; row++) {
            for (int gate = 0; gate < gates.length; gate++) {
                System.arraycopy(ours, row * width + gates[gate] * units, ordered, row * width + gate * units, units);
            }
        }
        theirs.assign(Nd4j.createFromArray(ordered).reshape(theirs.shape()));
    }
}
