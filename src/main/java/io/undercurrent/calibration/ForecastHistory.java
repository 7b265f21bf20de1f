package io.undercurrent.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * The forecasts of one series that may still be met by a day, oldest origin first, each with what had been learnt when it was
 * made. A late or corrected day goes back to what was known before it: that stands with the origin before.
 *
 * <p>Arrays are held by reference and never written to here.
 */
public final class ForecastHistory {

    private final List<Entry> entries;
    /** No day before this one is ever scored again. */
    private int firstDay;

    /** An empty history. */
    public ForecastHistory() {
        this(Integer.MIN_VALUE, new ArrayList<>());
    }

    /**
     * A history that has come to {@code firstDay}.
     *
     * @param entries in the order of their origins; the history's from then on
     */
    public ForecastHistory(int firstDay, List<Entry> entries) {
        this.firstDay = firstDay;
        this.entries = entries;
    }

    /**
     * A forecast, what had been learnt of the series after the day of its origin, and how the forecast is corrected for it.
     *
     * @param learnt the state of {@link Calibration}; null where no day can go back to it any more
     * @param correction as {@link Calibration#correction} makes it; null where it can be made of what had been learnt
     */
    public record Entry(HeldForecast forecast, float[] learnt, float[] correction) {

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

    /** Position of the entry of the latest origin before {@code day}, or -1 where none is held. */
    int before(int day) {
        int position = entries.size() - 1;
        while (position >= 0 && entries.get(position).origin() >= day) {
            position--;
        }
        return position;
    }

    /** The entry from an origin, null where none is held. */
    Entry from(int origin) {
        int position = before(origin) + 1;
        return position < entries.size() && entries.get(position).origin() == origin ? entries.get(position) : null;
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

    /** Puts an entry in the place of the one at {@code position}, from the same origin. */
    void set(int position, Entry entry) {
        entries.set(position, entry);
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
        if (dropped > 0) {
            entries.subList(0, dropped).clear();
        }
    }

    /** A history that changes independently of this one. */
    public ForecastHistory copy() {
        return new ForecastHistory(firstDay, new ArrayList<>(entries));
    }
}
