package io.undercurrent.engine.window;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.WindowSnapshot;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The size of a job's windows. A window holds more days than the model looks back: also the days that a reading may be
 * late, and those between two stored states. So each day that is stepped again after a correction still finds the days
 * before it.
 *
 * @param targets number of leading columns that are targets
 * @param covariates number of columns after them
 * @param window days that a model may look back, the newest included
 * @param horizon days that the model looks ahead
 * @param lateness days that a reading may be older than the newest of its series
 * @param warmUp days kept beyond these, from which the states of a model to come are warmed up; at least {@link #STRIDE}
 */
public record WindowShape(int targets, int covariates, int window, int horizon, int lateness, int warmUp)
        implements Serializable {

    /**
     * Days from one kept state of the network to the next: one more than the unchanged days that a rewind steps again
     * at most.
     */
    public static final int STRIDE = 7;

    /**
     * @throws IllegalArgumentException if no window has that shape
     */
    public static WindowShape of(Columns columns, int window, int horizon, int lateness) {
        return of(new SeriesContract(columns, List.of(), horizon, window, lateness));
    }

    /** The shape of the windows of a job with this contract. */
    public static WindowShape of(SeriesContract contract) {
        WindowShape shape = new WindowShape(
                contract.columns().targets().size(),
                contract.columns().covariates().size(),
                contract.window(),
                contract.horizon(),
                contract.lateness(),
                contract.warmUp());
        shape.newWindow();
        return shape;
    }

    /** Days that a window holds, the newest included. */
    public int past() {
        return window + lateness + warmUp;
    }

    /** Days after the newest day that an announcement may be for. */
    public int ahead() {
        return horizon + lateness;
    }

    public SlidingWindow newWindow() {
        return new SlidingWindow(targets, covariates, past(), ahead());
    }

    /**
     * Whether a reading has covariates only, or only takes values back. Such a reading does not show that its day has
     * come.
     */
    boolean isAnnouncement(Reading reading) {
        return !reading.hasAny(0, targets) && (reading.hasAny(targets, targets + covariates) || reading.retracts());
    }

    /**
     * A restored window in this shape. One that looked back on fewer days gets room for more, which are filled as days come.
     *
     * @throws UnfitStateException if it does not fit otherwise
     */
    SlidingWindow fitted(SlidingWindow known) {
        if (known.columns() != targets + covariates
                || known.targets() != targets
                || known.past() > past()
                || known.ahead() != ahead()) {
            throw new UnfitStateException("windows in state: expected " + (targets + covariates) + " columns, "
                    + targets + " of them targets, " + past() + " days past and " + ahead() + " ahead, for a window of "
                    + window + " days, a horizon of " + horizon + ", a lateness of " + lateness + " and a warm-up of "
                    + warmUp + ", but got "
                    + known.columns() + ", " + known.targets() + ", " + known.past() + " and " + known.ahead()
                    + ": start without the old state, or with its model and lateness, and a warm-up of no fewer days");
        }
        return known.past() == past() ? known : widened(known.snapshot()).ofSeries(known.series());
    }

    private SlidingWindow widened(WindowSnapshot known) {
        int before = known.past() + known.ahead();
        int capacity = past() + ahead();
        int stride = known.values().length / before;
        double[] values = new double[capacity * stride];
        Arrays.fill(values, Double.NaN);
        int[] revisions = new int[past()];
        Arrays.fill(revisions, SlidingWindow.NO_ORIGIN);
        for (int day = known.newestDay() - known.past() + 1; day <= known.newestDay() + known.ahead(); day++) {
            int from = Math.floorMod(day, before) * stride;
            System.arraycopy(known.values(), from, values, Math.floorMod(day, capacity) * stride, stride);
            if (day <= known.newestDay()) {
                revisions[Math.floorMod(day, past())] = known.revisions()[Math.floorMod(day, known.past())];
            }
        }
        return SlidingWindow.restore(new WindowSnapshot(
                targets,
                covariates,
                past(),
                ahead(),
                known.firstDay(),
                known.newestDay(),
                known.termsKnown(),
                values,
                revisions));
    }
}
