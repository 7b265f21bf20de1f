package io.undercurrent.calibration;

import java.util.Arrays;
import java.util.Objects;

/**
 * The forecasts of one series for days that may still come or change, oldest origin first. Each is stored with the
 * floats learnt up to its origin, from which learning restarts when the next day comes late or is corrected. For
 * origins to which no change can go back, only the correction of their forecast is kept instead (they are condensed).
 *
 * <p>All numbers of a kind lie in one array, a ring of <em>slots</em> with one origin each: learning from a day reads the forecasts of
 * all origins before it, and with many series the time goes into fetching them from memory. A new origin takes the slot of one that
 * was dropped, so that nothing is allocated.
 */
public final class ForecastHistory {

    private static final int FIRST_CAPACITY = 4;

    private final ForecastRows rows;
    private int[] origins;
    /** By slot: leads of past days that are no longer held, as a store left them out. */
    private int[] firstLeads;

    private short[] forecasts;
    private float[] learnt;
    /** Names of the models; null where an earlier release did not keep it. */
    private String[] models;

    /** The slot of the oldest origin. */
    private int oldest;

    private int size;
    private int condensed;
    /** Floats of a slot. */
    private int stride;

    private int learntSize;
    private int correctionSize;
    private boolean hasUnnamed;
    /** Days before this one are never scored again. */
    private int firstDay = Integer.MIN_VALUE;

    /** Set by the thread that writes a checkpoint. What a task changes until all is written is a copy, so neither disturbs the other. */
    private volatile boolean rests;

    private volatile byte[] stored;

    /** An empty history. */
    ForecastHistory(ForecastRows rows) {
        this(rows, FIRST_CAPACITY);
    }

    private ForecastHistory(ForecastRows rows, int capacity) {
        this.rows = Objects.requireNonNull(rows, "rows");
        origins = new int[capacity];
        firstLeads = new int[capacity];
        forecasts = new short[capacity * rows.length()];
        learnt = new float[0];
        models = new String[capacity];
    }

    private ForecastHistory(ForecastHistory other) {
        rows = other.rows;
        origins = other.origins.clone();
        firstLeads = other.firstLeads.clone();
        forecasts = other.forecasts.clone();
        learnt = other.learnt.clone();
        models = other.models.clone();
        oldest = other.oldest;
        size = other.size;
        condensed = other.condensed;
        stride = other.stride;
        learntSize = other.learntSize;
        correctionSize = other.correctionSize;
        hasUnnamed = other.hasUnnamed;
        firstDay = other.firstDay;
    }

    /**
     * An empty history with a given first day, to be filled by {@link #add}.
     *
     * @param condensed number of the oldest origins with a correction instead of learnt floats
     * @param floats of an origin at most
     */
    public static ForecastHistory restore(ForecastRows rows, int firstDay, int condensed, int capacity, int floats) {
        ForecastHistory history = new ForecastHistory(rows, capacity + 1);
        history.widen(floats);
        history.firstDay = firstDay;
        history.condensed = condensed;
        return history;
    }

    /**
     * The bytes that it is stored as, if nothing has changed since it was stored with {@link #keepStored}; null otherwise. Most series
     * rest from one checkpoint to the next, as their readings come once a day, and need not be packed each time.
     */
    public byte[] stored() {
        return stored;
    }

    /** Whether nothing has changed since {@link #rest}. Only then is it worth the memory to keep the bytes it is stored as. */
    public boolean rests() {
        return rests;
    }

    /** It is being stored. */
    public void rest() {
        rests = true;
    }

    /** Keeps the bytes that it is stored as until something changes. */
    public void keepStored(byte[] bytes) {
        stored = bytes;
    }

    private void change() {
        rests = false;
        stored = null;
    }

    /** The layout of {@link #forecast}. */
    public ForecastRows rows() {
        return rows;
    }

    /** Number of origins held. */
    public int size() {
        return size;
    }

    /** Number of the oldest origins with a correction instead of learnt floats. */
    public int condensed() {
        return condensed;
    }

    /** The first day that may still be scored. */
    public int firstDay() {
        return firstDay;
    }

    private int slot(int position) {
        int slot = oldest + position;
        return slot < origins.length ? slot : slot - origins.length;
    }

    /** The origin at {@code position}, oldest first. */
    public int origin(int position) {
        return origins[slot(position)];
    }

    /** The first lead that is held of the forecast from the origin at {@code position}. */
    public int firstLead(int position) {
        return firstLeads[slot(position)];
    }

    /** A copy of the forecast from the origin at {@code position}, without the days before a lead. */
    public short[] forecast(int position, int fromLead) {
        return rows.from(forecasts, forecastAt(position), fromLead);
    }

    /** The array with all forecasts, in which that of a position begins at {@link #forecastAt}. */
    short[] forecasts() {
        return forecasts;
    }

    int forecastAt(int position) {
        return slot(position) * rows.length();
    }

    /** The array with all floats learnt, in which those of a position begin at {@link #learntAt}. */
    public float[] learnt() {
        return learnt;
    }

    /** Where the floats begin that were learnt up to and including the origin at {@code position}, or those of its correction. */
    public int learntAt(int position) {
        return slot(position) * stride;
    }

    /** Number of the floats learnt up to the origin at {@code position}, or of its correction. */
    public int learntSize(int position) {
        return position < condensed ? correctionSize : learntSize;
    }

    /** Whether nothing was learnt on the day at {@code position}, so that the same is known as after the one before. */
    public boolean isLearntAsBefore(int position) {
        int at = learntAt(position);
        int before = position > condensed ? learntAt(position - 1) : at;
        return before != at && Arrays.equals(learnt, at, at + learntSize, learnt, before, before + learntSize);
    }

    /** Name of the model of the forecast from the origin at {@code position}; null where an earlier release did not keep it. */
    public String model(int position) {
        return models[slot(position)];
    }

    /** Says by which model the forecasts are that an earlier release kept without a name. */
    void nameUnnamed(String model) {
        if (!hasUnnamed) {
            return;
        }
        change();
        for (int position = 0; position < size; position++) {
            int slot = slot(position);
            models[slot] = models[slot] == null ? model : models[slot];
        }
        hasUnnamed = false;
    }

    /** Gives what an earlier release learnt the floats that it did not have, as 0. */
    void complete(int completeSize) {
        if (completeSize <= learntSize) {
            return;
        }
        change();
        widen(completeSize);
        for (int position = condensed; position < size; position++) {
            int at = learntAt(position);
            Arrays.fill(learnt, at + learntSize, at + completeSize, 0);
        }
        learntSize = completeSize;
    }

    /** Adds an origin later than all others, of whose forecast the first days may be missing. */
    public void add(int origin, short[] forecast, float[] whatWasLearnt, String model) {
        change();
        if (size < condensed) {
            correctionSize = whatWasLearnt.length;
        } else {
            learntSize = whatWasLearnt.length;
        }
        makeRoom();
        int slot = slot(size++);
        origins[slot] = origin;
        firstLeads[slot] = rows.spread(forecast, forecasts, slot * rows.length());
        models[slot] = model;
        hasUnnamed |= model == null;
        widen(whatWasLearnt.length);
        System.arraycopy(whatWasLearnt, 0, learnt, slot * stride, whatWasLearnt.length);
    }

    /** Makes room for one origin more. */
    private void makeRoom() {
        if (size < origins.length) {
            return;
        }
        int capacity = size + size / 2 + 1;
        int length = rows.length();
        int[] widerOrigins = new int[capacity];
        int[] widerLeads = new int[capacity];
        String[] widerModels = new String[capacity];
        short[] widerForecasts = new short[capacity * length];
        float[] widerLearnt = new float[capacity * stride];
        int beforeTheEnd = size - oldest;
        for (int part = 0; part < 2; part++) {
            int from = part == 0 ? oldest : 0;
            int to = part == 0 ? 0 : beforeTheEnd;
            int count = part == 0 ? beforeTheEnd : oldest;
            System.arraycopy(origins, from, widerOrigins, to, count);
            System.arraycopy(firstLeads, from, widerLeads, to, count);
            System.arraycopy(models, from, widerModels, to, count);
            System.arraycopy(forecasts, from * length, widerForecasts, to * length, count * length);
            System.arraycopy(learnt, from * stride, widerLearnt, to * stride, count * stride);
        }
        origins = widerOrigins;
        firstLeads = widerLeads;
        models = widerModels;
        forecasts = widerForecasts;
        learnt = widerLearnt;
        oldest = 0;
    }

    /** Makes slots wide enough for a number of floats. */
    private void widen(int floats) {
        if (floats <= stride) {
            return;
        }
        float[] wider = new float[origins.length * floats];
        for (int slot = 0; slot < origins.length && stride > 0; slot++) {
            System.arraycopy(learnt, slot * stride, wider, slot * floats, stride);
        }
        learnt = wider;
        stride = floats;
    }

    /** Position of the latest origin before {@code day}, or -1 if there is none. */
    int before(int day) {
        int position = size - 1;
        while (position >= 0 && origin(position) >= day) {
            position--;
        }
        return position;
    }

    /** Position of an origin, or -1 if it is not stored. */
    int positionOf(int origin) {
        int position = before(origin) + 1;
        return position < size && origin(position) == origin ? position : -1;
    }

    /**
     * Inserts an origin, or replaces it if stored already; it must not be condensed.
     *
     * @param forecast with all its days
     * @param whatWasLearnt null if that of the stored origin stays
     * @return its position
     */
    int put(int origin, short[] forecast, float[] whatWasLearnt, String model) {
        change();
        int position = before(origin) + 1;
        if (position == size || origin(position) != origin) {
            makeRoom();
            size++;
            for (int moved = size - 1; moved > position; moved--) {
                copySlot(slot(moved - 1), slot(moved));
            }
        }
        int slot = slot(position);
        origins[slot] = origin;
        firstLeads[slot] = 0;
        models[slot] = model;
        System.arraycopy(forecast, 0, forecasts, slot * rows.length(), rows.length());
        if (whatWasLearnt != null) {
            learntSize = whatWasLearnt.length;
            widen(learntSize);
            System.arraycopy(whatWasLearnt, 0, learnt, slot * stride, learntSize);
        }
        return position;
    }

    private void copySlot(int from, int to) {
        origins[to] = origins[from];
        firstLeads[to] = firstLeads[from];
        models[to] = models[from];
        System.arraycopy(forecasts, from * rows.length(), forecasts, to * rows.length(), rows.length());
        System.arraycopy(learnt, from * stride, learnt, to * stride, stride);
    }

    /** Replaces the learnt floats of the oldest origin that has them by a correction, which takes no more room. */
    void condense(float[] correction) {
        change();
        correctionSize = correction.length;
        System.arraycopy(correction, 0, learnt, learntAt(condensed), correctionSize);
        condensed++;
    }

    /**
     * Drops forecasts that no day can be scored against or go back to.
     *
     * @param newFirstDay the first day that may still change
     */
    void forgetBefore(int newFirstDay) {
        change();
        firstDay = Math.max(firstDay, newFirstDay);
        int needed = Math.max(0, before(newFirstDay));
        int dropped = 0;
        while (dropped < needed && origin(dropped) < (long) newFirstDay - rows.horizon()) {
            models[slot(dropped)] = null;
            dropped++;
        }
        oldest = slot(dropped);
        size -= dropped;
        condensed = Math.max(0, condensed - dropped);
    }

    /** A history that changes independently of this one. */
    public ForecastHistory copy() {
        return new ForecastHistory(this);
    }
}
