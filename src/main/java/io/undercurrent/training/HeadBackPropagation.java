package io.undercurrent.training;

import io.undercurrent.model.recurrent.HeadPass;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.QuantileHead;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.training.BackPropagation;
import java.util.Arrays;
import java.util.Map;

/**
 * Forward and backward through the layers of a {@link QuantileHead} for a fixed number of origins.
 *
 * <p>Shapes: hidden (origins, units), lead features (origins·horizon, leadSize), outputs (origins·horizon,
 * targets·quantiles).
 */
final class HeadBackPropagation implements AutoCloseable {

    private final int origins;
    private final int horizon;
    private final int headUnits;
    private final int units;
    private final BackPropagation readout;
    private final BackPropagation context;
    private final BackPropagation lead;
    private final BackPropagation skip;
    private final BackPropagation correction;
    private final HeadPass pass;
    private final float[] leadGradients;
    private final float[] contextGradients;
    private final float[] hiddenGradients;

    HeadBackPropagation(RecurrentModel model, int origins) {
        ModelSpec spec = model.spec();
        QuantileHead head = model.head();
        this.origins = origins;
        horizon = spec.horizon();
        headUnits = spec.headUnits();
        units = spec.units();
        int leads = origins * horizon;
        readout = new BackPropagation(head.readout(), origins, 1);
        context = new BackPropagation(head.context(), origins, 1);
        lead = new BackPropagation(head.lead(), leads, 1);
        skip = new BackPropagation(head.skip(), leads, 1);
        correction = new BackPropagation(head.correction(), leads, 1);
        pass = new HeadPass(
                spec,
                origins,
                (rows, inputs) -> readout.forward(inputs),
                (rows, inputs) -> context.forward(inputs),
                (rows, inputs) -> lead.forward(inputs),
                (rows, inputs) -> skip.forward(inputs),
                (rows, inputs) -> correction.forward(inputs));
        leadGradients = new float[leads * headUnits];
        contextGradients = new float[origins * headUnits];
        hiddenGradients = new float[origins * units];
    }

    /** The parts by the names that the model gives them. */
    Map<String, BackPropagation> parts() {
        return Map.of(
                "head.readout", readout,
                "head.context", context,
                "head.lead", lead,
                "head.skip", skip,
                "head.correction", correction);
    }

    float[] forward(float[] hidden, float[] leadFeatures) {
        return pass.run(origins, hidden, leadFeatures);
    }

    /**
     * Adds to the gradients of all parts.
     *
     * @param outputGradients ∂L/∂outputs
     * @return ∂L/∂hidden
     */
    float[] backward(float[] outputGradients) {
        readout.backward(outputGradients);
        skip.backward(outputGradients);
        correction.backward(outputGradients);
        System.arraycopy(correction.inputGradients(), 0, leadGradients, 0, leadGradients.length);
        Activation.TANH.backward(pass.met(), leadGradients, origins * horizon, headUnits);
        lead.backward(leadGradients);
        for (int row = 0, at = 0; row < origins; row++) {
            Arrays.fill(contextGradients, row * headUnits, (row + 1) * headUnits, 0);
            for (int step = 0; step < horizon; step++) {
                for (int i = 0; i < headUnits; i++, at++) {
                    contextGradients[row * headUnits + i] += leadGradients[at];
                }
            }
        }
        context.backward(contextGradients);
        float[] throughReadout = readout.inputGradients();
        float[] throughContext = context.inputGradients();
        for (int i = 0; i < hiddenGradients.length; i++) {
            hiddenGradients[i] = throughReadout[i] + throughContext[i];
        }
        return hiddenGradients;
    }

    @Override
    public void close() {
        parts().values().forEach(BackPropagation::close);
    }
}
