package io.undercurrent.model.recurrent;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.step.Stepper;
import io.undercurrent.series.QuantileOrder;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.ArrayList;
import java.util.List;

/** The {@link Forecaster} of a {@link RecurrentModel}. */
final class RecurrentForecaster implements Forecaster {

    /** Days ahead computed at once: enough for fast matrix products, few enough for the cache. */
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
    private final List<LinearStep> layers = new ArrayList<>();
    private final HeadPass head;

    private final int chunk;
    private final float[] hidden;
    private final float[] leadInputs;
    private final float[] sorted;
    private final Widening widening;
    private final int median;
    private final double[] factors;

    RecurrentForecaster(RecurrentModel model, int rows) {
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
        // The state of the top layer is the last, and its hidden part comes before an LSTM's cell part.
        hiddenOffset = stateSize - stateSize / spec.layers();
        chunk = Math.min(rows, Math.max(1, LEAD_ROWS / horizon));
        int leads = chunk * horizon;
        QuantileHead parts = model.head();
        trunk = new Stepper(model.trunk());
        head = new HeadPass(
                spec,
                leads,
                layer(parts.readout(), chunk),
                layer(parts.context(), chunk),
                layer(parts.lead(), leads),
                layer(parts.skip(), leads),
                layer(parts.correction(), leads));
        hidden = new float[chunk * units];
        leadInputs = new float[leads * leadSize];
        sorted = new float[spec.quantiles().size()];
        widening = model.widening();
        median = model.shape().median();
        factors = new double[sorted.length];
    }

    private LinearStep layer(Network network, int mostRows) {
        LinearStep layer = new LinearStep(
                new Stepper(network), new float[mostRows * network.outputShape().features()]);
        layers.add(layer);
        return layer;
    }

    /** A layer of the head with its output buffer. */
    private record LinearStep(Stepper stepper, float[] outputs) implements HeadPass.Linear {
        @Override
        public float[] run(int count, float[] inputs) {
            stepper.step(count, inputs, NO_STATE, outputs);
            return outputs;
        }
    }

    @Override
    public String backend() {
        return RecurrentModel.backend();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int window() {
        return spec.window();
    }

    @Override
    public int horizon() {
        return horizon;
    }

    @Override
    public int inputSize() {
        return WindowEncoder.daySize(spec);
    }

    @Override
    public Object encoding() {
        return spec.encoding();
    }

    @Override
    public EncodedOrigins origins(int count) {
        return encoder.origins(count);
    }

    @Override
    public void encodeDay(SlidingWindow window, int day, float[] inputs, int offset) {
        encoder.encodeDay(window, day, inputs, offset);
    }

    @Override
    public void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row) {
        encodeOrigin(window, origin, StaticFeatures.NONE, origins, row);
    }

    @Override
    public void encodeOrigin(
            SlidingWindow window, int origin, StaticFeatures statics, EncodedOrigins origins, int row) {
        encoder.encodeOrigin(window, origin, statics, origins, row);
    }

    @Override
    public void step(int count, float[] inputs, float[] states) {
        trunk.advance(count, inputs, states);
    }

    /** Sorts the quantiles (Chernozhukov, Fernández-Val, Galichon 2010). */
    @Override
    public void forecast(int count, float[] states, EncodedOrigins origins, int first, float[] values) {
        for (int from = 0; from < count; from += chunk) {
            forecastChunk(from, Math.min(chunk, count - from), states, origins, first, values);
        }
    }

    private void forecastChunk(int from, int count, float[] states, EncodedOrigins origins, int first, float[] values) {
        for (int row = 0; row < count; row++) {
            int state = (from + row) * stateSize;
            System.arraycopy(states, state + hiddenOffset, hidden, row * units, units);
            origins.features(first + from + row, leadInputs, row * horizon * leadSize);
        }
        head.begin(count, hidden);
        float[] corrections = head.run(0, count * horizon, leadInputs);
        for (int row = 0; row < count; row++) {
            int offset = row * horizon * outputs;
            decode(corrections, offset, origins, first + from + row, values, (from + row) * outputs * horizon);
        }
    }

    /** From corrections in scales, (lead, target, quantile), to values, (target, quantile, lead). */
    private void decode(
            float[] corrections, int offset, EncodedOrigins origins, int row, float[] values, int valuesOffset) {
        int quantiles = sorted.length;
        for (int target = 0; target < outputs / quantiles; target++) {
            float scale = origins.scale(row, target);
            int age = origins.age(row, target);
            for (int lead = 0; lead < horizon; lead++) {
                float baseline = origins.baseline(row, target, lead + 1);
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    sorted[quantile] =
                            baseline + scale * corrections[offset + lead * outputs + target * quantiles + quantile];
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
        // The factors of neighbouring quantiles may differ so much that the quantiles cross.
        QuantileOrder.sort(sorted);
    }

    @Override
    public void close() {
        trunk.close();
        layers.forEach(layer -> layer.stepper().close());
    }
}
