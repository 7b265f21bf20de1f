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
 * Forward and backward through the layers of a {@link QuantileHead} for a fixed number of origins, some days ahead at a time, so that
 * all that belongs to them stays in the second-level cache.
 *
 * <p>Shapes: hidden (origins, units); a row for each day ahead of each origin, {@link #rows} of them at a time: lead features (rows,
 * leadSize), outputs (rows, targets·quantiles). Where fewer are left, what is in the other rows of the inputs does not matter.
 *
 * <pre>
 * head.begin(hidden);
 * for each block of rows:
 *     float[] outputs = head.forward(first, leadFeatures);
 *     head.backward(first, outputGradients);        // ∂L/∂outputs of these rows, 0 in rows that do not count
 * head.hiddenGradients();                           // ∂L/∂hidden
 * </pre>
 */
final class HeadBackPropagation implements AutoCloseable {

    private final int origins;
    private final int horizon;
    private final int headUnits;
    private final int rows;
    private final int width;
    private final BackPropagation readout;
    private final BackPropagation context;
    private final BackPropagation lead;
    private final BackPropagation skip;
    private final BackPropagation correction;
    private final HeadPass pass;
    private final float[] readoutGradients;
    private final float[] contextGradients;
    private final float[] hiddenGradients;

    /**
     * @param mostRows how many rows a block has at most
     */
    HeadBackPropagation(RecurrentModel model, int origins, int mostRows) {
        ModelSpec spec = model.spec();
        QuantileHead head = model.head();
        this.origins = origins;
        horizon = spec.horizon();
        headUnits = spec.headUnits();
        width = head.skip().outputShape().features();
        rows = Math.min(mostRows, origins * horizon);
        readout = new BackPropagation(head.readout(), origins, 1);
        context = new BackPropagation(head.context(), origins, 1);
        lead = new BackPropagation(head.lead(), rows, 1);
        skip = new BackPropagation(head.skip(), rows, 1);
        correction = new BackPropagation(head.correction(), rows, 1);
        pass = new HeadPass(
                spec,
                rows,
                (count, inputs) -> readout.forward(inputs),
                (count, inputs) -> context.forward(inputs),
                (count, inputs) -> lead.forward(inputs),
                (count, inputs) -> skip.forward(inputs),
                (count, inputs) -> correction.forward(inputs));
        readoutGradients = new float[origins * horizon * width];
        contextGradients = new float[origins * headUnits];
        hiddenGradients = new float[origins * spec.units()];
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

    /** Rows of a block. */
    int rows() {
        return rows;
    }

    /** Takes in the states of all origins. */
    void begin(float[] hidden) {
        pass.begin(origins, hidden);
        Arrays.fill(contextGradients, 0);
    }

    /**
     * The outputs of a block, in memory that the next one overwrites.
     *
     * @param first its first row
     */
    float[] forward(int first, float[] leadFeatures) {
        return pass.run(first, count(first), leadFeatures);
    }

    private int count(int first) {
        return Math.min(rows, origins * horizon - first);
    }

    /**
     * Adds to the gradients of the parts that see days ahead, for the last {@link #forward}.
     *
     * @param outputGradients ∂L/∂outputs
     */
    void backward(int first, float[] outputGradients) {
        int count = count(first);
        System.arraycopy(outputGradients, 0, readoutGradients, first * width, count * width);
        skip.backward(outputGradients);
        correction.backward(outputGradients);
        float[] leadGradients = correction.inputGradients();
        Activation.TANH.backward(pass.met(), leadGradients, rows, headUnits);
        for (int row = 0, at = 0; row < count; row++) {
            int origin = (first + row) / horizon * headUnits;
            for (int i = 0; i < headUnits; i++, at++) {
                contextGradients[origin + i] += leadGradients[at];
            }
        }
        lead.backward(leadGradients);
    }

    /** Adds to the gradients of the parts that see states. Returns ∂L/∂hidden. */
    float[] hiddenGradients() {
        readout.backward(readoutGradients);
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
