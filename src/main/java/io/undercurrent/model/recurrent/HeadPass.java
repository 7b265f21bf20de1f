package io.undercurrent.model.recurrent;

import io.undercurrent.nn.cell.Activation;

/**
 * The formula of a {@link QuantileHead}; inference and training each supply the linear layers that compute it.
 *
 * <p>Shapes: hidden (origins, units), lead features (origins·horizon, leadSize), outputs (origins·horizon,
 * targets·quantiles). One thread's working memory.
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

    /**
     *
     * @param origins number of origins computed at once at most
     */
    public HeadPass(
            ModelSpec spec, int origins, Linear readout, Linear context, Linear lead, Linear skip, Linear correction) {
        this.readout = readout;
        this.context = context;
        this.lead = lead;
        this.skip = skip;
        this.correction = correction;
        horizon = spec.horizon();
        headUnits = spec.headUnits();
        width = spec.columns().targets().size() * spec.quantiles().size();
        met = new float[origins * horizon * headUnits];
        outputs = new float[origins * horizon * width];
    }

    /** The outputs for the first {@code origins} rows, in memory that the next run changes. */
    public float[] run(int origins, float[] hidden, float[] leadFeatures) {
        int leads = origins * horizon;
        float[] fromHidden = readout.run(origins, hidden);
        float[] ofOrigin = context.run(origins, hidden);
        float[] ofDay = lead.run(leads, leadFeatures);
        for (int row = 0, at = 0; row < origins; row++) {
            for (int step = 0; step < horizon; step++) {
                for (int i = 0; i < headUnits; i++, at++) {
                    met[at] = ofDay[at] + ofOrigin[row * headUnits + i];
                }
            }
        }
        Activation.TANH.apply(met, leads, headUnits);
        float[] skipped = skip.run(leads, leadFeatures);
        float[] corrected = correction.run(leads, met);
        for (int i = 0; i < leads * width; i++) {
            outputs[i] = fromHidden[i] + skipped[i] + corrected[i];
        }
        return outputs;
    }

    /** tanh(context(h) + lead(f)) of the last run, (origins·horizon, headUnits). */
    public float[] met() {
        return met;
    }
}
