package io.undercurrent.stream;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the window of each series and answers every question of time. What becomes of a message follows from what it is and
 * from its day.
 *
 * <p>A <em>reading</em> carries a target, or nothing at all; its day is an origin from then on, which is owed a forecast:
 *
 * <ul>
 *   <li>a day after the newest moves the window on, and days in between become gaps, each of which is handed on as a day
 *       without values; after more of them than the window has days the series begins anew;
 *   <li>the newest day, or one that is no older than the lateness allows, is filled in or corrected, and all forecasts from
 *       that day on are made again;
 *   <li>anything older is rejected.
 * </ul>
 *
 * <p>An <em>announcement</em> carries covariates alone. It makes no origin and moves nothing; the forecasts whose horizon
 * reaches its day are made again, as far back as the lateness allows. Before the first reading of a series, announcements
 * wait for it.
 *
 * <p>What changes nothing is counted and ends here.
 *
 * <p>The window holds more than the days that the model looks back on: as many more as a reading may be late, and
 * those between the stored states that a rewind starts from, so that each day stepped again finds the days before it.
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate> {

    /** Announcements that wait for the first reading of their series at most. */
    private static final int MOST_WAITING = 1000;

    private final int targets;
    private final int covariates;
    private final int window;
    private final int horizon;
    private final int lateness;
    private transient ValueState<SlidingWindow> windows;
    private transient ListState<ParsedReading> waiting;
    private transient RejectionCounters rejections;
    private transient TimeMetrics metrics;

    /**
     * @param columns what readings carry
     * @param window days that the model looks back, the newest included
     * @param horizon days that the model looks ahead
     */
    public SlidingWindowFunction(Columns columns, int window, int horizon, TimeLimits limits) {
        targets = columns.targets().size();
        covariates = columns.covariates().size();
        this.window = window;
        this.horizon = horizon;
        lateness = limits.lateness(window);
        newWindow();
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getState(new ValueStateDescriptor<>("window", StreamTypes.SLIDING_WINDOW));
        waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", StreamTypes.PARSED_READING));
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
        metrics = new TimeMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(ParsedReading parsed, Context context, Collector<WindowUpdate> out) throws Exception {
        SlidingWindow known = requireShape(windows.value());
        if (known != null) {
            enter(parsed, known, context, out);
        } else if (isAnnouncement(parsed.reading())) {
            await(parsed, context);
        } else {
            begin(parsed, context, out);
        }
    }

    private boolean isAnnouncement(Reading reading) {
        return !reading.hasAny(0, targets) && reading.hasAny(targets, targets + covariates);
    }

    private void await(ParsedReading announcement, Context context) throws Exception {
        int count = 0;
        for (ParsedReading unused : waiting.get()) {
            count++;
        }
        if (count < MOST_WAITING) {
            waiting.add(announcement);
            metrics.waiting();
        } else {
            reject(
                    announcement,
                    Reason.TOO_EARLY,
                    "date: expected a reading of the series before more than " + MOST_WAITING
                            + " announcements, but got one of "
                            + announcement.reading().date(),
                    context);
        }
    }

    private void begin(ParsedReading first, Context context, Collector<WindowUpdate> out) throws Exception {
        SlidingWindow begun = newWindow();
        begun.advanceTo(first.reading().day());
        List<ParsedReading> announcements = new ArrayList<>();
        waiting.get().forEach(announcements::add);
        waiting.clear();
        for (ParsedReading announcement : announcements) {
            enter(announcement, begun, context, out);
        }
        enter(first, begun, context, out);
    }

    private void enter(ParsedReading parsed, SlidingWindow known, Context context, Collector<WindowUpdate> out)
            throws Exception {
        int day = parsed.reading().day();
        int newest = known.newestDay();
        boolean announcement = isAnnouncement(parsed.reading());
        if (day < (long) newest - lateness) {
            reject(
                    parsed,
                    Reason.TOO_LATE,
                    "date: expected " + LocalDate.ofEpochDay((long) newest - lateness) + ", " + lateness
                            + " days before the newest of the series, or a later one, but got "
                            + parsed.reading().date(),
                    context);
        } else if (announcement && day > (long) newest + known.ahead()) {
            reject(
                    parsed,
                    Reason.TOO_EARLY,
                    "date: expected a day up to " + LocalDate.ofEpochDay((long) newest + known.ahead())
                            + " for covariates alone, but got "
                            + parsed.reading().date(),
                    context);
        } else if (announcement) {
            announce(parsed.reading(), known, out);
        } else {
            read(parsed.reading(), known, out);
        }
    }

    private void read(Reading reading, SlidingWindow known, Collector<WindowUpdate> out) throws Exception {
        int day = reading.day();
        int newest = known.newestDay();
        if (day > newest) {
            passGaps(reading, known, out);
        }
        boolean first = !known.isOrigin(day);
        boolean changed = known.merge(day, reading.values());
        if (!first && !changed) {
            metrics.unchanged();
            return;
        }
        if (day < newest) {
            metrics.rewind(newest - day + 1);
        }
        known.revise(day);
        reviseOrigins(known, day + 1, known.newestDay());
        windows.update(known);
        metrics.kept(known);
        out.collect(WindowUpdate.from(reading.key(), known, day));
    }

    /**
     * Moves on to the day of a reading. Gaps are handed on day by day, because a day is encoded with the window before it. Of
     * a gap longer than the window, only as many are as a late reading could still join to what was before.
     */
    private void passGaps(Reading reading, SlidingWindow known, Collector<WindowUpdate> out) {
        int last = known.newestDay();
        long distance = (long) reading.day() - last;
        if (distance > window) {
            metrics.restarted();
        }
        if (distance <= window + lateness) {
            for (int gap = last + 1; gap < reading.day() && gap <= last + window; gap++) {
                known.advanceTo(gap);
                out.collect(WindowUpdate.gap(reading.key(), known));
            }
        }
        known.advanceTo(reading.day());
    }

    private void announce(Reading reading, SlidingWindow known, Collector<WindowUpdate> out) throws Exception {
        int day = reading.day();
        int newest = known.newestDay();
        boolean inputChanges = day <= newest && changesInput(reading, known);
        if (!known.announce(day, reading.values())) {
            metrics.unchanged();
            return;
        }
        int first = Math.max(newest - lateness, day - horizon);
        // Forecasts from later origins may follow from what came of those that change.
        if (!reviseOrigins(known, first, newest) && known.isOrigin(newest)) {
            metrics.waiting();
        }
        windows.update(known);
        metrics.kept(known);
        if (inputChanges || first <= newest) {
            out.collect(new WindowUpdate(reading.key(), known, inputChanges ? day : newest + 1, first, newest));
        }
    }

    /** Whether an announcement tells something of a day that no reading of it told. */
    private boolean changesInput(Reading announcement, SlidingWindow known) {
        for (int column = targets; column < targets + covariates; column++) {
            float value = announcement.values()[column];
            boolean announced =
                    sameBits(known.value(announcement.day(), column), known.announced(announcement.day(), column));
            if (!Float.isNaN(value) && announced) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameBits(float one, float other) {
        return Float.floatToIntBits(one) == Float.floatToIntBits(other);
    }

    /** Counts up the revisions of the origins among some days. Returns whether there are any. */
    private static boolean reviseOrigins(SlidingWindow known, int fromDay, int toDay) {
        boolean any = false;
        for (int day = fromDay; day <= toDay; day++) {
            if (known.isOrigin(day)) {
                known.revise(day);
                any = true;
            }
        }
        return any;
    }

    private SlidingWindow newWindow() {
        return new SlidingWindow(targets, covariates, window + lateness + StateHistory.STRIDE, horizon + lateness);
    }

    private SlidingWindow requireShape(SlidingWindow known) {
        if (known == null) {
            return null;
        }
        int past = window + lateness + StateHistory.STRIDE;
        int ahead = horizon + lateness;
        int columns = targets + covariates;
        if (known.columns() != columns
                || known.targets() != targets
                || known.past() != past
                || known.ahead() != ahead) {
            throw new IllegalStateException("windows in state: expected " + columns + " columns, " + targets
                    + " of them targets, " + past + " days past and " + ahead + " ahead, for a window of " + window
                    + " days, a horizon of " + horizon + " and a lateness of " + lateness + ", but got "
                    + known.columns() + ", " + known.targets() + ", " + known.past() + " and " + known.ahead()
                    + ": start without the old state, or with its model and lateness");
        }
        return known;
    }

    private void reject(ParsedReading parsed, Reason reason, String detail, Context context) {
        Rejection rejection = new Rejection(reason, detail);
        rejections.count(rejection);
        context.output(ParseReading.REJECTED, new RejectedRecord(parsed.source(), rejection));
    }
}
