package io.undercurrent.model.recurrent;

import io.undercurrent.nn.cell.Activation;

/**
 * The formula of a {@link QuantileHead}; inference and training each supply the linear layers that compute it.
 *
 * <p>Shapes: hidden (origins, units); a row for each day ahead of each origin. One thread's working memory.
 */
public final class HeadPass {

    /** Computes a linear layer. */
    public interface Linear {

        /** The outputs (rows, units) of inputs (rows, features), in memory that the next run may change. */
        float[] run(int rows, float[] inputs);
    }

    private final Linear readout;
    private final Linear context;
    private final Linear lead;
    private final Linear skip;
    private final Linear correction;
    private final int horizon;
    private final int headUnits;
    private final int width;
    private final float[] met;
    private final float[] outputs;
    private float[] fromHidden = {};
    private float[] ofOrigin = {};

    /**
     * @param rows number of days ahead computed at once at most
     */
    public HeadPass(
            ModelSpec spec, int rows, Linear readout, Linear context, Linear lead, Linear skip, Linear correction) {
        this.readout = readout;
        this.context = context;
        this.lead = lead;
        this.skip = skip;
        this.correction = correction;
        horizon = spec.horizon();
        headUnits = spec.headUnits();
        width = spec.columns().targets().size() * spec.quantiles().size();
        met = new float[rows * headUnits];
        outputs = new float[rows * width];
    }

    /** Takes in the states of some origins, whose days ahead {@link #run} computes from now on. */
    public void begin(int origins, float[] hidden) {
        fromHidden = readout.run(origins, hidden);
        ofOrigin = context.run(origins, hidden);
    }

    /**
     * The outputs for some days ahead, (rows, targets·quantiles), in memory that the next run changes.
     *
     * @param first how many days ahead of all origins are before these, (origin, lead)
     * @param leadFeatures of these days, (rows, leadSize)
     */
    public float[] run(int first, int rows, float[] leadFeatures) {
        float[] ofDay = lead.run(rows, leadFeatures);
        for (int row = 0, at = 0; row < rows; row++) {
            int origin = (first + row) / horizon * headUnits;
            for (int i = 0; i < headUnits; i++, at++) {
                met[at] = ofDay[at] + ofOrigin[origin + i];
            }
        }
        Activation.TANH.apply(met, rows, headUnits);
        float[] skipped = skip.run(rows, leadFeatures);
        float[] corrected = correction.run(rows, met);
        int readouts = first * width;
        for (int i = 0; i < rows * width; i++) {
            outputs[i] = fromHidden[readouts + i] + skipped[i] + corrected[i];
        }
        return outputs;
    }

    /** tanh(context(h) + lead(f)) of the last run, (rows, headUnits). */
    public float[] met() {
        return met;
    }
}
