package io.undercurrent.stream.layout;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.WindowSnapshot;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.layout.packing.PackedColumns;
import io.undercurrent.stream.layout.packing.PackedCounts;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link SlidingWindow} in bytes: the first day ever and the newest; as counts the targets, covariates, days past and days ahead,
 * how many of the oldest days hold nothing, how many days follow these up to the last that holds anything, the terms known, and how many
 * of those are past; the revisions of the past ones as {@link PackedCounts}; then the values of these days in {@link PackedColumns}.
 * Versions before the fourth had the revisions among the counts. Version 1 had floats and no number of days,
 * versions 1 and 2 no terms.
 */
public enum SlidingWindowLayout implements Layout<SlidingWindow> {
    SLIDING_WINDOW;

    private static final int SIZES = 8;

    /** Counts before the revisions. */
    private static final int SIZES_OF_VERSION_3 = 7;

    private static final int SIZES_OF_VERSION_2 = 6;
    private static final int SIZES_OF_VERSION_1 = 5;

    /** The first version whose revisions are packed. */
    private static final int PACKED = 4;

    @Override
    public int version() {
        return 4;
    }

    @Override
    public Class<SlidingWindow> type() {
        return SlidingWindow.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public SlidingWindow copy(SlidingWindow window) {
        WindowSnapshot view = window.snapshot();
        SlidingWindow copy = SlidingWindow.restore(new WindowSnapshot(
                view.targets(),
                view.covariates(),
                view.past(),
                view.ahead(),
                view.firstDay(),
                view.newestDay(),
                view.termsKnown(),
                view.values().clone(),
                view.revisions().clone()));
        copy.remember(window.memo());
        return copy.ofSeries(window.series());
    }

    @Override
    public void write(SlidingWindow window, DataOutputView out) throws IOException {
        WindowSnapshot view = window.snapshot();
        int capacity = view.past() + view.ahead();
        int stride = view.targets() + 2 * view.covariates();
        int oldest = view.newestDay() - view.past() + 1;
        int from = 0;
        while (from < capacity && isEmpty(view, oldest + from, from < view.past())) {
            from++;
        }
        int to = capacity;
        while (to > from && isEmpty(view, oldest + to - 1, to <= view.past())) {
            to--;
        }
        int pastDays = Math.max(0, Math.min(to, view.past()) - from);
        int[] counts = new int[SIZES];
        int[] revisions = new int[pastDays];
        counts[0] = view.targets();
        counts[1] = view.covariates();
        counts[2] = view.past();
        counts[3] = view.ahead();
        counts[4] = from;
        counts[5] = to - from;
        counts[6] = view.termsKnown();
        counts[7] = pastDays;
        double[] values = new double[(to - from) * stride];
        for (int position = from; position < to; position++) {
            int day = oldest + position;
            int slot = Math.floorMod(day, capacity) * stride;
            System.arraycopy(view.values(), slot, values, (position - from) * stride, stride);
            if (position < view.past()) {
                revisions[position - from] = view.revisions()[Math.floorMod(day, view.past())];
            }
        }
        out.writeInt(view.firstDay());
        out.writeInt(view.newestDay());
        Bytes.writeCounts(counts, out);
        PackedCounts.write(revisions, 1, out);
        PackedColumns.write(values, stride, out);
    }

    /** Whether nothing is known of a day. */
    private static boolean isEmpty(WindowSnapshot view, int day, boolean past) {
        if (past && view.revisions()[Math.floorMod(day, view.past())] != SlidingWindow.NO_ORIGIN) {
            return false;
        }
        int stride = view.targets() + 2 * view.covariates();
        int slot = Math.floorMod(day, view.past() + view.ahead()) * stride;
        for (int i = slot; i < slot + stride; i++) {
            if (!Double.isNaN(view.values()[i])) {
                return false;
            }
        }
        return true;
    }

    private static int sizes(int version) {
        return switch (version) {
            case 1 -> SIZES_OF_VERSION_1;
            case 2 -> SIZES_OF_VERSION_2;
            case 3 -> SIZES_OF_VERSION_3;
            default -> SIZES;
        };
    }

    @Override
    public SlidingWindow read(int version, DataInputView in) throws IOException {
        int firstDay = in.readInt();
        int newestDay = in.readInt();
        int[] counts = Bytes.readCounts(in);
        int past = counts[2];
        int capacity = past + counts[3];
        int stride = counts[0] + 2 * counts[1];
        int sizes = sizes(version);
        int[] known = version >= PACKED
                ? PackedCounts.read(counts[SIZES - 1], 1, in)
                : Arrays.copyOfRange(counts, sizes, counts.length);
        double[] days = version == 1 ? Bytes.readDecimals(in) : PackedColumns.read(counts[5], stride, in);
        double[] values = new double[capacity * stride];
        Arrays.fill(values, Double.NaN);
        int[] revisions = new int[past];
        Arrays.fill(revisions, SlidingWindow.NO_ORIGIN);
        int first = newestDay - past + 1 + counts[4];
        for (int i = 0; i * stride < days.length; i++) {
            System.arraycopy(days, i * stride, values, Math.floorMod(first + i, capacity) * stride, stride);
        }
        int termsKnown = sizes >= SIZES_OF_VERSION_3 ? counts[6] : 0;
        for (int i = 0; i < known.length; i++) {
            revisions[Math.floorMod(first + i, past)] = known[i];
        }
        return SlidingWindow.restore(new WindowSnapshot(
                counts[0], counts[1], past, counts[3], firstDay, newestDay, termsKnown, values, revisions));
    }
}
