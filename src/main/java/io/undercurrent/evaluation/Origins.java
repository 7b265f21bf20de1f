package io.undercurrent.evaluation;

import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * The days from which a backtest forecasts: one, or several at a fixed distance (rolling origin, Tashman 2000). An
 * origin is the last day that its forecast uses.
 *
 * @param first the first origin, counted from 1970-01-01; the days up to and including it are the training part
 * @param last no origin lies after it
 * @param every days from one origin to the next
 */
public record Origins(int first, int last, int every) {

    public Origins {
        if (last < first) {
            throw new IllegalArgumentException("to: expected a day not before " + LocalDate.ofEpochDay(first)
                    + ", the first origin, but got " + LocalDate.ofEpochDay(last));
        }
        if (every < 1) {
            throw new IllegalArgumentException("every: expected at least 1 day, but got " + every);
        }
    }

    /** Number of origins. */
    public int count() {
        return (last - first) / every + 1;
    }

    /** All origins in order. */
    public IntStream days() {
        return IntStream.range(0, count()).map(i -> first + i * every);
    }

    /** Position of one of the origins in their order. */
    public int position(int origin) {
        return (origin - first) / every;
    }

    public boolean contains(int day) {
        return day >= first && day <= last && (day - first) % every == 0;
    }
}
