package io.undercurrent.engine.window;

import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.engine.window.WindowUpdate.Unplanned;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Says what follows from a change of a window: which days the network is stepped over, where the series begins anew, and from
 * which days forecasts are owed.
 *
 * <p>A series begins anew on a day with a reading that no other came within a window before: what was carried so far has then
 * nothing to say. Days after so long a gap, up to that one, are not stepped at all.
 */
public final class StepPlanner {

    /** Stands for the day of a reading that there was none of. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final WindowShape shape;

    public StepPlanner(WindowShape shape) {
        this.shape = Objects.requireNonNull(shape, "shape");
    }

    /** The newest day, which no reading came of. */
    public Changed gap(String key, SlidingWindow window) {
        int newest = window.newestDay();
        return plan(key, window, newest, newest + 1, newest);
    }

    /** Days that changed from {@code day} on, and with them all forecasts from there. */
    public Changed from(String key, SlidingWindow window, int day) {
        return plan(key, window, day, day, window.newestDay());
    }

    public Changed plan(Unplanned update) {
        return plan(update.key(), update.window(), update.changedFrom(), update.firstOrigin(), update.lastOrigin());
    }

    /**
     * @param changedFrom the first day that changed; after the newest where none did
     * @param firstOrigin the first day from which forecasts are owed, no older than the lateness allows
     * @param lastOrigin the last of them; before the first where none is owed
     */
    Changed plan(String key, SlidingWindow window, int changedFrom, int firstOrigin, int lastOrigin) {
        int newest = window.newestDay();
        int openFrom = newest - shape.lateness();
        int lastOwed = Math.min(lastOrigin, newest);
        int last = changedFrom <= newest ? newest : lastOwed;
        int needed = Math.min(changedFrom, firstOrigin);
        List<Run> runs = List.of();
        List<Origin> origins = List.of();
        // Days before this one lack some of the days that they are encoded with.
        int oldest = openFrom - WindowShape.STRIDE + 1;
        long lastRead = lastRead(window, oldest);
        boolean running = false;
        boolean anew = false;
        int first = oldest;
        for (int day = oldest; day <= last; day++) {
            boolean read = window.isOrigin(day);
            boolean goesOn = day - lastRead <= shape.window();
            if (running && !goesOn) {
                runs = needed < day ? with(runs, new Run(first, day - 1, anew)) : runs;
                running = false;
            }
            if (!running && (read || goesOn)) {
                first = day;
                anew = !goesOn;
                running = true;
            }
            if (read) {
                lastRead = day;
                if (day >= firstOrigin && day <= lastOwed) {
                    Origin origin = new Origin(day, window.revision(day), !goesOn && day > window.firstDay());
                    origins = with(origins, origin);
                }
            }
        }
        if (running && needed <= last) {
            runs = with(runs, new Run(first, last, anew));
        }
        return new Changed(key, window, changedFrom, openFrom, runs, origins);
    }

    /** The last day before {@code day} that a reading came of, if it is within a window of it. */
    private long lastRead(SlidingWindow window, int day) {
        for (int before = day - 1; before >= day - shape.window(); before--) {
            if (window.isOrigin(before)) {
                return before;
            }
        }
        return NEVER;
    }

    /** As a rule there is one of each, and it takes little memory so. */
    private static <T> List<T> with(List<T> some, T one) {
        if (some.isEmpty()) {
            return List.of(one);
        }
        List<T> more = some instanceof ArrayList ? some : new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
