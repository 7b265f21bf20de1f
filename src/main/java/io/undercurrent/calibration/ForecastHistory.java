package io.undercurrent.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forecasts of one series that may still be met by a day, oldest origin first, each with what had been learnt when it
 * was made. A late or corrected day goes back to what was known before it: that stands with the origin before.
 *
 * <p>Arrays are held by reference and never written to here.
 */
public final class ForecastHistory {

    private static final int NONE = Integer.MAX_VALUE;

    private final List<Entry> entries = new ArrayList<>();
    /** No day before this one is ever scored again. */
    private int firstDay;

    /** An empty history. */
    public ForecastHistory() {
        this(Integer.MIN_VALUE);
    }

    /** An empty history, to be filled by {@link #add}, that has come to {@code firstDay}. */
    public ForecastHistory(int firstDay) {
        this.firstDay = firstDay;
    }

    /**
     * A forecast and what had been learnt of the series after the day of its origin.
     *
     * @param learnt the state of {@link Calibration}
     */
    public record Entry(OriginForecast forecast, float[] learnt) {

        int origin() {
            return forecast.origin();
        }
    }

    /** Number of origins held. */
    public int size() {
        return entries.size();
    }

    /** The entry at {@code position}, oldest first. */
    public Entry entry(int position) {
        return entries.get(position);
    }

    /** The first day that may still be scored. */
    public int firstDay() {
        return firstDay;
    }

    /** Takes in an entry of an origin later than all others, as whoever restores a history does. */
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** Position of the entry of the latest origin before {@code day}, or -1 where none is held. */
    int before(int day) {
        int position = entries.size() - 1;
        while (position >= 0 && entries.get(position).origin() >= day) {
            position--;
        }
        return position;
    }

    /** What had been learnt after {@code day}, null where it is no origin. */
    float[] learntAt(int day) {
        int position = before(day) + 1;
        return position < entries.size() && entries.get(position).origin() == day
                ? entries.get(position).learnt()
                : null;
    }

    /** What had been learnt before {@code day}, null where nothing came before it. */
    float[] learntBefore(int day) {
        int position = before(day);
        return position < 0 ? null : entries.get(position).learnt();
    }

    /** Puts an entry in its place, or in the place of the one from the same origin. */
    void put(Entry entry) {
        int position = before(entry.origin()) + 1;
        if (position < entries.size() && entries.get(position).origin() == entry.origin()) {
            entries.set(position, entry);
        } else {
            entries.add(position, entry);
        }
    }

    /**
     * The first day for which {@code forecast} says something else than what is held from its origin; the day after the
     * origin where nothing is held.
     */
    int firstDifference(OriginForecast forecast, int horizon) {
        int position = before(forecast.origin()) + 1;
        if (position == entries.size() || entries.get(position).origin() != forecast.origin()) {
            return forecast.origin() + 1;
        }
        OriginForecast held = entries.get(position).forecast();
        int lead = Math.min(
                firstDifference(held.values(), forecast.values(), horizon),
                firstDifference(held.baseline(), forecast.baseline(), horizon));
        return lead == NONE ? NONE : forecast.origin() + 1 + lead;
    }

    private static int firstDifference(float[] held, float[] now, int horizon) {
        int first = NONE;
        for (int row = 0; row < held.length; row += horizon) {
            int lead = Arrays.mismatch(held, row, row + horizon, now, row, row + horizon);
            first = lead < 0 ? first : Math.min(first, lead);
        }
        return first;
    }

    /**
     * Forgets what no day can meet or go back to any more.
     *
     * @param newFirstDay the first day that may still change
     */
    public void forgetBefore(int newFirstDay, int horizon) {
        firstDay = newFirstDay;
        int needed = Math.max(0, before(newFirstDay));
        int dropped = 0;
        while (dropped < needed && entries.get(dropped).origin() < (long) newFirstDay - horizon) {
            dropped++;
        }
        entries.subList(0, dropped).clear();
    }

    /** A history that changes independently of this one. */
    public ForecastHistory copy() {
        ForecastHistory copy = new ForecastHistory(firstDay);
        copy.entries.addAll(entries);
        return copy;
    }
}
