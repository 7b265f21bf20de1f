package io.undercurrent.evaluation.baseline;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.Arrays;

/**
 * Inputs and outputs of the network without memory. Inputs are the last four weeks, encoded by the model's encoder;
 * outputs are corrections of the model's baseline in the model's scales. The only difference from the model is that no
 * state is carried.
 *
 * <p>Holds an encoder, so one instance a thread.
 */
final class WindowNetwork {

    /** Days that the network sees. */
    static final int TIMESTEPS = 28;

    private final ModelSpec spec;
    private final WindowEncoder encoder;
    private final int targets;
    private final int horizon;
    private final int daySize;

    /**
     * @param horizon days to forecast, at most the model's
     */
    WindowNetwork(ModelSpec spec, int horizon) {
        this.spec = spec;
        this.horizon = horizon;
        encoder = new WindowEncoder(spec);
        targets = spec.columns().targets().size();
        daySize = WindowEncoder.daySize(spec);
    }

    /** Floats that the network sees: (timesteps, daySize). */
    int inputSize() {
        return TIMESTEPS * daySize;
    }

    int daySize() {
        return daySize;
    }

    /** Where a target's scale and baseline stand among {@link Origin#levels}; the baseline of each lead follows. */
    private int levelOffset(int target) {
        return target * (1 + horizon);
    }

    /**
     * One origin of a series.
     *
     * @param inputs (timesteps, daySize), zero for days before the series began
     * @param levels for each target its scale and its baseline for each lead, less its reference
     * @param references by target
     */
    record Origin(int day, float[] inputs, float[] levels, double[] references) {}

    /** Takes an encoded origin. The arrays are its own. */
    interface Receiver {
        void accept(Origin origin);
    }

    /**
     * Encodes some origins of a series.
     *
     * @param days the origins, ascending, inside the history
     */
    void encode(History history, int[] days, Receiver receiver) {
        if (days.length == 0) {
            return;
        }
        int first = Math.max(history.firstDay(), days[0] - TIMESTEPS + 1);
        SlidingWindow window = history.windowAt(first, spec.window(), spec.horizon(), targets);
        // The last days in the order of time; the newest stands at the end.
        float[] recent = new float[inputSize()];
        EncodedOrigins encoded = encoder.origins(1);
        int next = 0;
        for (int day = first; next < days.length; day++) {
            if (day > first) {
                history.advance(window);
            }
            System.arraycopy(recent, daySize, recent, 0, recent.length - daySize);
            encoder.encodeDay(window, day, recent, recent.length - daySize);
            if (day == days[next]) {
                encoder.encodeOrigin(window, day, history.statics(), encoded, 0);
                receiver.accept(new Origin(day, recent.clone(), levels(encoded), references(encoded)));
                next++;
            }
        }
    }

    private float[] levels(EncodedOrigins encoded) {
        float[] levels = new float[targets * (1 + horizon)];
        for (int target = 0; target < targets; target++) {
            levels[levelOffset(target)] = encoded.scale(0, target);
            for (int lead = 1; lead <= horizon; lead++) {
                levels[levelOffset(target) + lead] = encoded.baseline(0, target, lead);
            }
        }
        return levels;
    }

    private double[] references(EncodedOrigins encoded) {
        double[] references = new double[targets];
        Arrays.setAll(references, target -> encoded.reference(0, target));
        return references;
    }

    /**
     * What the network should have said: (target, lead), NaN where no value was read or can be scaled, or one so far off that it is no
     * measurement.
     *
     * @param outcomes the series up to the last day whose values may be learned from, without absurd values
     */
    void labels(History outcomes, Origin origin, float[] labels, int offset) {
        for (int target = 0; target < targets; target++) {
            int level = levelOffset(target);
            for (int lead = 1; lead <= horizon; lead++) {
                double value = outcomes.value(origin.day() + lead, target) - origin.references()[target];
                float label = ((float) value - origin.levels()[level + lead]) / origin.levels()[level];
                labels[offset + target * horizon + lead - 1] =
                        Math.abs(label) <= WindowEncoder.FARTHEST_OUTCOME ? label : Float.NaN;
            }
        }
    }

    /**
     * From outputs of the network to values.
     *
     * @param outputs (target, quantile, lead)
     * @return the same order, sorted so that quantiles do not cross
     */
    double[] decode(Origin origin, float[] outputs) {
        int quantiles = spec.quantiles().size();
        double[] values = new double[targets * quantiles * horizon];
        float[] sorted = new float[quantiles];
        for (int target = 0; target < targets; target++) {
            int level = levelOffset(target);
            for (int lead = 0; lead < horizon; lead++) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    float output = outputs[(target * quantiles + quantile) * horizon + lead];
                    sorted[quantile] = origin.levels()[level + 1 + lead] + origin.levels()[level] * output;
                }
                Arrays.sort(sorted);
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    values[(target * quantiles + quantile) * horizon + lead] =
                            Decimal.of(origin.references()[target], sorted[quantile]);
                }
            }
        }
        return values;
    }
}
