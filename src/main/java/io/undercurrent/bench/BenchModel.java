package io.undercurrent.bench;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import java.util.List;

/** The model that all benchmarks run: a Gru of 48 units, window 56, 7 days ahead, three quantiles. Its weights do not matter. */
public final class BenchModel {

    private static final int UNITS = 48;
    private static final long SEED = 1;

    /** States that the job keeps of a series which is in order: the newest two and every seventh day of a fortnight. */
    public static final int STATES_KEPT = 5;

    private static final RecurrentModel MODEL = model(SEED);
    private static final RecurrentModel OTHER = model(SEED + 1);

    private static RecurrentModel model(long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(
                        Columns.ofTargets("sales"),
                        List.of(),
                        56,
                        7,
                        List.of(0.1, 0.5, 0.9),
                        ModelSpec.Cell.GRU,
                        UNITS,
                        1,
                        32),
                seed);
    }

    private BenchModel() {}

    public static RecurrentModel get() {
        return MODEL;
    }

    /** One of the same shape with other weights. */
    public static RecurrentModel other() {
        return OTHER;
    }

    /** Floats of hidden state that the job keeps of a series. */
    public static int keptFloats() {
        return STATES_KEPT * UNITS;
    }
}
