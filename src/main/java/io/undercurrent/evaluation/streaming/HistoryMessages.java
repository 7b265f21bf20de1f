package io.undercurrent.evaluation.streaming;

import io.undercurrent.format.ReadingWriter;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.History;
import io.undercurrent.stream.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * The messages that would have arrived for some series up to the last origin: day by day, and within a day series by
 * series. No message has a target of a later day.
 *
 * <ul>
 *   <li>A day with values is one message. A day whose targets are missing though it has covariates is two: one that it has
 *       come, without values, and one with the covariates, which alone would announce a day still to come.
 *   <li>A day without values has no message, unless it is an origin: then one says that it has come.
 *   <li>A day that has come is followed by the covariates of the days ahead, as far as they were not announced before:
 *       also before the first origin, so that calibration learns from forecasts like those that it will correct.
 * </ul>
 */
final class HistoryMessages implements Iterator<SourceRecord> {

    private static final String TOPIC = "history";

    private final Replay replay;
    private final List<History> histories;
    private final int announcedDays;
    private final ReadingWriter writer;
    private final int targets;
    private final int columns;
    private final int[] announcedUpTo;
    private final int lastOrigin;
    private final Queue<SourceRecord> ready = new ArrayDeque<>();
    private int day;
    private long read;

    /**
     * @param announcedDays days after each day whose covariates are told in advance
     */
    HistoryMessages(Replay replay, List<History> histories, int announcedDays) {
        this.replay = replay;
        this.histories = histories;
        this.announcedDays = announcedDays;
        Columns names = replay.columns();
        writer = new ReadingWriter(names);
        targets = names.targets().size();
        columns = names.count();
        announcedUpTo = new int[histories.size()];
        Arrays.fill(announcedUpTo, Integer.MIN_VALUE);
        lastOrigin = replay.lastOrigin();
        day = histories.stream().mapToInt(History::firstDay).min().orElse(lastOrigin + 1);
        prepare();
    }

    /** Messages read so far. */
    long read() {
        return read;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }

    @Override
    public SourceRecord next() {
        if (ready.isEmpty()) {
            throw new NoSuchElementException("all days up to the last origin have been read");
        }
        read++;
        SourceRecord message = ready.remove();
        prepare();
        return message;
    }

    /** Makes the messages of the next day that has any. */
    private void prepare() {
        for (; ready.isEmpty() && day <= lastOrigin; day++) {
            for (int series = 0; series < histories.size(); series++) {
                addDay(series);
            }
        }
    }

    private void addDay(int series) {
        History history = histories.get(series);
        if (day < history.firstDay() || day > history.lastDay()) {
            return;
        }
        double[] values = new double[columns];
        history.copyDay(day, values);
        Reading reading = new Reading(history.key(), day, values);
        boolean origin = replay.asks(history, day);
        boolean anyTarget = reading.hasAny(0, targets);
        boolean anyCovariate = reading.hasAny(targets, columns);
        if (!anyTarget && (origin || anyCovariate)) {
            double[] nothing = new double[columns];
            Arrays.fill(nothing, Double.NaN);
            add(new Reading(history.key(), day, nothing));
        }
        if (anyTarget || anyCovariate) {
            add(reading);
        }
        if (origin || anyTarget || anyCovariate) {
            announce(series, history);
        }
    }

    private void announce(int series, History history) {
        int last = Math.min(day + announcedDays, history.lastDay());
        for (int ahead = Math.max(day, announcedUpTo[series]) + 1; ahead <= last; ahead++) {
            double[] values = new double[columns];
            history.copyDay(ahead, values);
            Arrays.fill(values, 0, targets, Double.NaN);
            Reading announcement = new Reading(history.key(), ahead, values);
            if (announcement.hasAny(targets, columns)) {
                add(announcement);
            }
        }
        announcedUpTo[series] = last;
    }

    private void add(Reading reading) {
        ready.add(new SourceRecord(
                TOPIC,
                0,
                read + ready.size(),
                SourceRecord.NO_TIMESTAMP,
                reading.key().getBytes(StandardCharsets.UTF_8),
                writer.write(reading)));
    }
}
