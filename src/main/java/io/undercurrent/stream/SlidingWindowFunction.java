package io.undercurrent.stream;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the window of each series and answers every question of time. What becomes of a reading follows from its day:
 *
 * <ul>
 *   <li>a day after the newest moves the window on, and days in between become gaps, each of which is handed on as a
 *       day without values;
 *   <li>the newest day is filled in or corrected, which makes a new revision of its forecast;
 *   <li>covariates alone, of a day after the newest, are kept for the days ahead and move nothing;
 *   <li>anything older than the newest day is rejected.
 * </ul>
 *
 * <p>A window without any value of a target knows nothing worth keeping but what was announced of days ahead: the
 * series starts anew wherever the next reading wants it, be it that only announcements came so far or that a gap was as
 * long as the window.
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate> {

    private final int columns;
    private final int targets;
    private final int past;
    private final int ahead;
    private transient ValueState<SlidingWindow> windows;
    private transient RejectionCounters rejections;

    /**
     * @param columns what readings carry
     * @param past days that the model looks back, the newest included
     * @param ahead days that the model looks ahead
     */
    public SlidingWindowFunction(Columns columns, int past, int ahead) {
        this.columns = columns.count();
        this.targets = columns.targets().size();
        this.past = past;
        this.ahead = ahead;
        // Refuses here, when the job is defined, what it would refuse on the cluster.
        new SlidingWindow(this.columns, past, ahead);
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getState(new ValueStateDescriptor<>("window", StreamTypes.SLIDING_WINDOW));
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(ParsedReading parsed, Context context, Collector<WindowUpdate> out) throws IOException {
        Reading reading = parsed.reading();
        SlidingWindow window = requireShape(windows.value());
        int day = reading.day();
        if (window == null) {
            begin(startingAt(day), reading, out);
            return;
        }
        int newest = window.newestDay();
        boolean announcement = day > newest && !reading.hasAny(0, targets) && reading.hasAny(targets, columns);
        if (day == newest || announcement && window.holds(day)) {
            correct(window, reading, out);
        } else if (announcement && isBlank(window, newest)) {
            begin(movedTo(day - ahead, window), reading, out);
        } else if (announcement) {
            reject(parsed, tooEarly(reading, window), context);
        } else if (day > newest && !isBlank(window, day)) {
            advance(window, reading, out);
        } else if (day > newest || isBlank(window, newest)) {
            begin(movedTo(day, window), reading, out);
        } else {
            reject(parsed, tooLate(reading, window), context);
        }
    }

    /** Whether no target has a value on those days of the window that it still holds when it ends with {@code day}. */
    private boolean isBlank(SlidingWindow window, int day) {
        for (int d = window.newestDay(); d > day - past; d--) {
            for (int target = 0; target < targets; target++) {
                if (!Float.isNaN(window.value(d, target))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void begin(SlidingWindow window, Reading reading, Collector<WindowUpdate> out) throws IOException {
        window.merge(reading.day(), reading.values());
        windows.update(window);
        out.collect(new WindowUpdate(reading.key(), window, window.firstDay(), true));
    }

    private void advance(SlidingWindow window, Reading reading, Collector<WindowUpdate> out) throws IOException {
        for (int gap = window.newestDay() + 1; gap < reading.day(); gap++) {
            window.advanceTo(gap);
            out.collect(new WindowUpdate(reading.key(), window, gap, false));
        }
        window.advanceTo(reading.day());
        window.merge(reading.day(), reading.values());
        windows.update(window);
        out.collect(new WindowUpdate(reading.key(), window, reading.day(), true));
    }

    /** Takes in values for the newest day or a later one, which changes the forecast from the newest day. */
    private void correct(SlidingWindow window, Reading reading, Collector<WindowUpdate> out) throws IOException {
        boolean changed = window.merge(reading.day(), reading.values());
        if (changed) {
            window.revise();
            windows.update(window);
        }
        int firstChangedDay = changed ? reading.day() : window.newestDay() + 1;
        out.collect(new WindowUpdate(reading.key(), window, firstChangedDay, true));
    }

    /** A window that begins with {@code day} and keeps what is already known of it and of the days ahead. */
    private SlidingWindow movedTo(int day, SlidingWindow old) {
        SlidingWindow window = startingAt(day);
        float[] known = new float[columns];
        for (int d = day; d <= day + ahead; d++) {
            for (int column = 0; column < columns; column++) {
                known[column] = old.value(d, column);
            }
            window.merge(d, known);
        }
        return window;
    }

    private SlidingWindow startingAt(int day) {
        SlidingWindow window = new SlidingWindow(columns, past, ahead);
        window.advanceTo(day);
        return window;
    }

    private SlidingWindow requireShape(SlidingWindow window) {
        if (window != null && (window.columns() != columns || window.past() != past || window.ahead() != ahead)) {
            throw new IllegalStateException("windows in state: expected " + columns + " columns, " + past
                    + " days past and " + ahead + " ahead, as the model has it, but got " + window.columns() + ", "
                    + window.past() + " and " + window.ahead() + ": start without the old state, or with its model");
        }
        return window;
    }

    private static Rejection tooEarly(Reading reading, SlidingWindow window) {
        return new Rejection(
                Reason.TOO_EARLY,
                "date: expected a day up to " + LocalDate.ofEpochDay(window.newestDay() + (long) window.ahead())
                        + " for covariates alone, but got " + reading.date());
    }

    private static Rejection tooLate(Reading reading, SlidingWindow window) {
        return new Rejection(
                Reason.TOO_LATE,
                "date: expected " + LocalDate.ofEpochDay(window.newestDay())
                        + ", the newest day of the series, or a later one, but got " + reading.date());
    }

    private void reject(ParsedReading parsed, Rejection rejection, Context context) {
        rejections.count(rejection);
        context.output(ParseReading.REJECTED, new RejectedRecord(parsed.source(), rejection));
    }
}
