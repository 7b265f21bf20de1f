package io.undercurrent.training;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.ModelSpec;
import io.undercurrent.model.QuantileHead;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.Activation.Order;
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
    private final float[] met;
    private final float[] outputs;
    private final float[] leadGradients;
    private final float[] contextGradients;
    private final float[] hiddenGradients;

    HeadBackPropagation(ForecastModel model, int origins) {
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
        met = new float[leads * headUnits];
        outputs = new float
                [leads * spec.columns().targets().size() * spec.quantiles().size()];
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

    /** See {@link QuantileHead} for the formula. */
    float[] forward(float[] hidden, float[] leadFeatures) {
        float[] fromHidden = readout.forward(hidden);
        float[] origin = context.forward(hidden);
        float[] day = lead.forward(leadFeatures);
        for (int row = 0, at = 0; row < origins; row++) {
            for (int step = 0; step < horizon; step++) {
                for (int i = 0; i < headUnits; i++, at++) {
                    met[at] = day[at] + origin[row * headUnits + i];
                }
            }
        }
        Activation.TANH.apply(met, origins * horizon, Order.ROW_MAJOR);
        float[] skipped = skip.forward(leadFeatures);
        float[] corrected = correction.forward(met);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = fromHidden[i] + skipped[i] + corrected[i];
        }
        return outputs;
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
        Activation.TANH.backward(met, leadGradients, origins * horizon, Order.ROW_MAJOR);
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
