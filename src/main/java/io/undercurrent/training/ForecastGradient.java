package io.undercurrent.training;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.training.BackPropagation;
import io.undercurrent.nn.training.loss.PinballLoss;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loss and gradient of a forecaster on one shard of a mini-batch: the quantile (pinball) loss of all forecasts from all
 * origins of the shard's {@link Sequences}, in scales of the series, summed over all values that were read.
 *
 * <p>Working memory of one thread; parameters and gradients are one flat array for the whole model, network after network in
 * the order of {@link RecurrentModel#networks}.
 */
final class ForecastGradient implements AutoCloseable {

    /** Days ahead that the head computes at once: few enough for the cache, many enough for fast products. */
    private static final int ROWS_AT_ONCE = 512;

    private final Sequences sequences;
    private final BackPropagation trunk;
    private final HeadBackPropagation head;
    private final Map<String, BackPropagation> parts = new LinkedHashMap<>();
    private final int units;
    private final int leadSize;
    private final int horizon;
    private final int targets;
    private final int width;
    private final PinballLoss loss;
    private final float[] weights;
    private final float[] hidden;
    private final float[] leadFeatures;
    private final float[] outputs;
    private final Block block;
    private final float[] trunkGradients;
    private final float[] gradient;
    private double lossSum;
    private long terms;

    /** Some days ahead: lead features, outcomes, their weights, and gradients of outputs. */
    private record Block(float[] features, float[] outcomes, float[] weights, float[] gradients) {}

    ForecastGradient(RecurrentModel model, Sequences sequences) {
        ModelSpec spec = model.spec();
        this.sequences = sequences;
        int origins = sequences.batch * sequences.origins;
        trunk = new BackPropagation(model.trunk(), sequences.batch, sequences.timesteps);
        head = new HeadBackPropagation(model, origins, ROWS_AT_ONCE);
        int parameters = 0;
        for (Map.Entry<String, Network> network : model.networks().entrySet()) {
            String name = network.getKey();
            parts.put(name, head.parts().getOrDefault(name, trunk));
            parameters += network.getValue().parameterCount();
        }
        gradient = new float[parameters];
        units = spec.units();
        leadSize = WindowEncoder.leadSize(spec);
        horizon = spec.horizon();
        loss = new PinballLoss(spec.quantiles(), 1);
        targets = spec.columns().targets().size();
        weights = new float[sequences.outcomes.length];
        hidden = new float[origins * units];
        leadFeatures = new float[origins * horizon * leadSize];
        width = targets * spec.quantiles().size();
        outputs = new float[origins * horizon * width];
        block = new Block(
                new float[head.rows() * leadSize],
                new float[head.rows() * targets],
                new float[head.rows() * targets],
                new float[head.rows() * width]);
        trunkGradients = new float[sequences.batch * sequences.timesteps * units];
    }

    /** Copies the parameters of the whole model into the parts. */
    void setParameters(float[] parameters) {
        int offset = 0;
        for (BackPropagation part : parts.values()) {
            int size = part.gradients().length;
            part.setParameters(Arrays.copyOfRange(parameters, offset, offset + size));
            offset += size;
        }
    }

    /** Loss of the sequences as they are filled now; see {@link #lossSum} and {@link #terms}. */
    void forward() {
        run(false);
    }

    private void run(boolean learns) {
        float[] states = trunk.forward(sequences.inputs, sequences.initialStates);
        for (int row = 0; row < sequences.originSteps.length; row++) {
            System.arraycopy(states, stateOffset(row), hidden, row * units, units);
            sequences.contexts.features(row, leadFeatures, row * horizon * leadSize);
        }
        terms = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.isNaN(sequences.outcomes[i]) ? 0 : 1;
            terms += (long) weights[i];
        }
        lossSum = 0;
        head.begin(hidden);
        int rows = sequences.originSteps.length * horizon;
        for (int first = 0; first < rows; first += head.rows()) {
            run(first, Math.min(head.rows(), rows - first), learns);
        }
    }

    /** Forward through the head for some days ahead, and backward if the gradients are asked for. */
    private void run(int first, int rows, boolean learns) {
        System.arraycopy(leadFeatures, first * leadSize, block.features, 0, rows * leadSize);
        System.arraycopy(sequences.outcomes, first * targets, block.outcomes, 0, rows * targets);
        System.arraycopy(weights, first * targets, block.weights, 0, rows * targets);
        Arrays.fill(block.weights, rows * targets, block.weights.length, 0);
        float[] computed = head.forward(first, block.features);
        System.arraycopy(computed, 0, outputs, first * width, rows * width);
        lossSum += loss.sum(computed, block.outcomes, block.weights, 1, block.gradients);
        if (learns) {
            head.backward(first, block.gradients);
        }
    }

    /** Outputs of the head in the last {@link #forward}, (origins, horizon, targets, quantiles), in scales. */
    float[] outputs() {
        return outputs;
    }

    /** Sum of the losses of the last {@link #forward}. */
    double lossSum() {
        return lossSum;
    }

    /** Number of losses in that sum. */
    long terms() {
        return terms;
    }

    /** The states at the end of the stretches of the last {@link #forward}, (batch, stateSize). */
    float[] finalStates() {
        return trunk.finalStates();
    }

    /** As {@link #forward}, and the gradient of {@link #lossSum}, one flat array for the whole model. */
    float[] learn() {
        parts.values().forEach(BackPropagation::zeroGradients);
        run(true);
        float[] hiddenGradients = head.hiddenGradients();
        Arrays.fill(trunkGradients, 0);
        for (int row = 0; row < sequences.originSteps.length; row++) {
            int at = stateOffset(row);
            for (int i = 0; i < units; i++) {
                trunkGradients[at + i] += hiddenGradients[row * units + i];
            }
        }
        trunk.backward(trunkGradients);
        int offset = 0;
        for (BackPropagation part : parts.values()) {
            System.arraycopy(part.gradients(), 0, gradient, offset, part.gradients().length);
            offset += part.gradients().length;
        }
        return gradient;
    }

    /** Position of an origin's hidden state among those of all days, (batch, timesteps, units). */
    private int stateOffset(int row) {
        return (row / sequences.origins * sequences.timesteps + sequences.originSteps[row]) * units;
    }

    @Override
    public void close() {
        parts.values().forEach(BackPropagation::close);
    }
}
