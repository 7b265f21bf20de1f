package io.undercurrent.model;

import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.Activation.Order;
import io.undercurrent.nn.step.Stepper;
import io.undercurrent.series.QuantileOrder;
import io.undercurrent.series.SlidingWindow;

/**
 * Steps a model over days and reads forecasts off it, for many series at once: one row a series, row-major arrays
 * throughout. One thread's working memory; allocates nothing while it works.
 *
 * <p>A day enters in two moves: {@link #encodeDay} makes the input, {@link #step} carries the state on. A forecast takes two
 * more: {@link #encodeOrigin} describes the days ahead, {@link #forecast} reads the quantiles off state and description.
 * Forecasting never changes the state.
 */
public final class Forecaster implements AutoCloseable {

    /** Days ahead that are worked on at once: enough to keep matrix products busy, few enough for the cache. */
    private static final int LEAD_ROWS = 512;

    private static final float[] NO_STATE = {};

    private final ModelSpec spec;
    private final WindowEncoder encoder;
    private final int rows;
    private final int stateSize;
    private final int hiddenOffset;
    private final int units;
    private final int leadSize;
    private final int horizon;
    private final int outputs;
    private final Stepper trunk;
    private final Stepper readout;
    private final Stepper context;
    private final Stepper lead;
    private final Stepper skip;
    private final Stepper correction;

    private final int chunk;
    private final float[] hidden;
    private final float[] readoutOutputs;
    private final float[] contextOutputs;
    private final float[] leadInputs;
    private final float[] leadOutputs;
    private final float[] skipOutputs;
    private final float[] correctionOutputs;
    private final float[] sorted;
    private final Widening widening;
    private final int median;
    private final double[] factors;

    Forecaster(ForecastModel model, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: expected at least 1, but got " + rows);
        }
        spec = model.spec();
        this.rows = rows;
        encoder = new WindowEncoder(spec);
        units = spec.units();
        horizon = spec.horizon();
        leadSize = WindowEncoder.leadSize(spec);
        outputs = spec.columns().targets().size() * spec.quantiles().size();
        stateSize = model.stateSize();
        // The state of the top layer stands last, and its hidden part comes before an LSTM's cell part.
        hiddenOffset = stateSize - stateSize / spec.layers();
        chunk = Math.min(rows, Math.max(1, LEAD_ROWS / horizon));
        int leads = chunk * horizon;
        QuantileHead head = model.head();
        trunk = new Stepper(model.trunk());
        readout = new Stepper(head.readout());
        context = new Stepper(head.context());
        lead = new Stepper(head.lead());
        skip = new Stepper(head.skip());
        correction = new Stepper(head.correction());
        hidden = new float[chunk * units];
        readoutOutputs = new float[chunk * outputs * horizon];
        contextOutputs = new float[chunk * spec.headUnits()];
        leadInputs = new float[leads * leadSize];
        leadOutputs = new float[leads * spec.headUnits()];
        skipOutputs = new float[leads * outputs];
        correctionOutputs = new float[leads * outputs];
        sorted = new float[spec.quantiles().size()];
        widening = model.widening();
        median = model.shape().median();
        factors = new double[sorted.length];
    }

    /** Series that can be stepped at once. */
    public int rows() {
        return rows;
    }

    /** Days that the model looks back, the present one included. */
    public int window() {
        return spec.window();
    }

    /** Days of a forecast. */
    public int horizon() {
        return horizon;
    }

    /** Floats that encode one day. */
    public int inputSize() {
        return WindowEncoder.daySize(spec);
    }

    /** Floats that describe one origin. */
    public int contextSize() {
        return encoder.originSize();
    }

    /** See {@link WindowEncoder#encodeDay}. */
    public void encodeDay(SlidingWindow window, int day, float[] inputs, int offset) {
        encoder.encodeDay(window, day, inputs, offset);
    }

    /** See {@link WindowEncoder#encodeOrigin}. */
    public void encodeOrigin(SlidingWindow window, int origin, float[] contexts, int offset) {
        encoder.encodeOrigin(window, origin, contexts, offset);
    }

    /**
     * Carries the states of the first {@code count} rows on by one day.
     *
     * @param inputs (count, inputSize)
     * @param states (count, stateSize), before the day on entry and after it on return
     */
    public void step(int count, float[] inputs, float[] states) {
        trunk.advance(count, inputs, states);
    }

    /**
     * Reads the forecasts of the first {@code count} rows off their states, which stay as they are. Within each forecast the
     * quantiles are sorted, so that they never cross (Chernozhukov, Fernández-Val, Galichon 2010).
     *
     * @param states (count, stateSize), after the origin's day
     * @param contexts (count, contextSize)
     * @param values receives (count, forecast size), less the {@link #reference} of each target; NaN for a target that the window
     *     holds no value of, not finite where the network's own answer is not
     */
    public void forecast(int count, float[] states, float[] contexts, float[] values) {
        for (int from = 0; from < count; from += chunk) {
            forecastChunk(from, Math.min(chunk, count - from), states, contexts, values);
        }
    }

    private void forecastChunk(int from, int count, float[] states, float[] contexts, float[] values) {
        int leads = count * horizon;
        for (int row = 0; row < count; row++) {
            int state = (from + row) * stateSize;
            System.arraycopy(states, state + hiddenOffset, hidden, row * units, units);
            int features = (from + row) * contextSize() + encoder.leadsOffset();
            System.arraycopy(contexts, features, leadInputs, row * horizon * leadSize, horizon * leadSize);
        }
        readout.step(count, hidden, NO_STATE, readoutOutputs);
        context.step(count, hidden, NO_STATE, contextOutputs);
        lead.step(leads, leadInputs, NO_STATE, leadOutputs);
        skip.step(leads, leadInputs, NO_STATE, skipOutputs);
        addContext(contextOutputs, leadOutputs, count, horizon, spec.headUnits());
        Activation.TANH.apply(leadOutputs, chunk * horizon, Order.ROW_MAJOR);
        correction.step(leads, leadOutputs, NO_STATE, correctionOutputs);
        for (int row = 0; row < count; row++) {
            decode(row, contexts, (from + row) * contextSize(), values, (from + row) * outputs * horizon);
        }
    }

    /** Adds the row of each origin to the rows of all its leads. */
    private static void addContext(float[] origins, float[] leads, int count, int horizon, int width) {
        for (int row = 0; row < count; row++) {
            for (int lead = 0; lead < horizon; lead++) {
                int at = (row * horizon + lead) * width;
                for (int i = 0; i < width; i++) {
                    leads[at + i] += origins[row * width + i];
                }
            }
        }
    }

    /** From corrections in scales, (lead, target, quantile), to values, (target, quantile, lead). */
    private void decode(int row, float[] contexts, int contextOffset, float[] values, int valuesOffset) {
        int quantiles = sorted.length;
        for (int target = 0; target < outputs / quantiles; target++) {
            float scale = scale(contexts, contextOffset, target);
            int baselines = contextOffset + encoder.baselineOffset(target);
            int age = (int) contexts[contextOffset + encoder.ageOffset(target)];
            for (int lead = 0; lead < horizon; lead++) {
                float baseline = contexts[baselines + lead];
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    int at = (row * horizon + lead) * outputs + target * quantiles + quantile;
                    sorted[quantile] =
                            baseline + scale * (readoutOutputs[at] + skipOutputs[at] + correctionOutputs[at]);
                }
                QuantileOrder.sort(sorted);
                if (widening.widens(age)) {
                    widen(target, age, lead + 1);
                }
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    values[valuesOffset + (target * quantiles + quantile) * horizon + lead] = sorted[quantile];
                }
            }
        }
    }

    private void widen(int target, int age, int lead) {
        widening.factors(target, age, lead, factors);
        float centre = sorted[median];
        for (int quantile = 0; quantile < sorted.length; quantile++) {
            sorted[quantile] = (float) (centre + factors[quantile] * (sorted[quantile] - centre));
        }
        // Factors of neighbours may differ by more than their distances.
        QuantileOrder.sort(sorted);
    }

    /**
     * The forecast without the network: the {@link Baseline} of each target, from the window alone.
     *
     * @param contexts holds an encoded origin from {@code offset} on
     * @param values receives (target, horizon), less the {@link #reference} of each target; NaN for a target that the window holds no value of
     */
    public void baseline(float[] contexts, int offset, float[] values) {
        for (int target = 0; target < outputs / sorted.length; target++) {
            int baselines = offset + encoder.baselineOffset(target);
            System.arraycopy(contexts, baselines, values, target * horizon, horizon);
        }
    }

    /** How much a target varies as a rule: the unit in which the network corrects its baseline. */
    public float scale(float[] contexts, int offset, int target) {
        return contexts[offset + encoder.scaleOffset(target)];
    }

    /** What forecasts of a target are told from: see {@link WindowEncoder#reference}. */
    public double reference(float[] contexts, int offset, int target) {
        return encoder.reference(contexts, offset, target);
    }

    @Override
    public void close() {
        trunk.close();
        readout.close();
        context.close();
        lead.close();
        skip.close();
        correction.close();
    }
}
