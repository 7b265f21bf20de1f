package io.undercurrent.engine.step;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.WindowSnapshot;
import java.util.Arrays;

/** Series as they would be had they begun on a later day. */
final class LaterBeginning {

    private LaterBeginning() {}

    /** A window that knows nothing of the days before {@code day}, and changes independently of {@code window}. */
    static SlidingWindow of(SlidingWindow window, int day) {
        WindowSnapshot whole = window.snapshot();
        double[] values = whole.values().clone();
        int[] revisions = whole.revisions().clone();
        int capacity = whole.past() + whole.ahead();
        int stride = values.length / capacity;
        for (int before = whole.newestDay() - whole.past() + 1;
                before < Math.min(day, whole.newestDay() + 1);
                before++) {
            int slot = Math.floorMod(before, capacity) * stride;
            Arrays.fill(values, slot, slot + stride, Double.NaN);
            revisions[Math.floorMod(before, whole.past())] = SlidingWindow.NO_ORIGIN;
        }
        SlidingWindow later = SlidingWindow.restore(new WindowSnapshot(
                whole.targets(),
                whole.covariates(),
                whole.past(),
                whole.ahead(),
                Math.max(whole.firstDay(), day),
                whole.newestDay(),
                whole.termsKnown(),
                values,
                revisions));
        return later.ofSeries(window.series());
    }
}
