package io.undercurrent.series.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The errors of two models on some days: of one series, so that they can be taken back when a day is corrected, of some series, or of all.
 * Mutable, and not thread-safe.
 *
 * <p>Days, names and sums have an array each, because most of a job's are of one series, and are as many as its series.
 */
public final class ComparedDays {

    private static final int FIRST_CAPACITY = 4;
    private static final int NAMES = 2;

    private int size;
    /** Ascending, as {@link ComparedDay} is with the names. */
    private int[] days;
    /** (day, name): of the live model, then of the shadow. */
    private String[] names;
    /** Sums of a day: those of each target, one after another. */
    private int width;
    /** (day, width). */
    private double[] sums;

    public ComparedDays() {
        this(new int[FIRST_CAPACITY], new String[NAMES * FIRST_CAPACITY], new double[0]);
    }

    private ComparedDays(int[] days, String[] names, double[] sums) {
        this.days = days;
        this.names = names;
        this.sums = sums;
    }

    /** Whether there is no day. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Number of days. */
    public int size() {
        return size;
    }

    /** The last day; empty if there is none. */
    public Optional<ComparedDay> newest() {
        return size == 0 ? Optional.empty() : Optional.of(day(size - 1));
    }

    private ComparedDay day(int position) {
        return new ComparedDay(names[NAMES * position], names[NAMES * position + 1], days[position]);
    }

    private List<PairedErrors> errors(int position) {
        List<PairedErrors> errors = new ArrayList<>();
        for (int at = position * width; at < (position + 1) * width; at += PairedErrors.SIZE) {
            errors.add(new PairedErrors(Arrays.copyOfRange(sums, at, at + PairedErrors.SIZE)));
        }
        return errors;
    }

    /** The errors by day, oldest first, each by target: a copy. */
    public NavigableMap<ComparedDay, List<PairedErrors>> byDay() {
        NavigableMap<ComparedDay, List<PairedErrors>> map = new TreeMap<>();
        for (int position = 0; position < size; position++) {
            map.put(day(position), errors(position));
        }
        return map;
    }

    /** Adds errors of a day, which may be less than nothing where they take others back. */
    public void add(ComparedDay day, List<PairedErrors> errors) {
        double[] more = new double[errors.size() * PairedErrors.SIZE];
        for (int target = 0; target < errors.size(); target++) {
            System.arraycopy(errors.get(target).sums(), 0, more, target * PairedErrors.SIZE, PairedErrors.SIZE);
        }
        add(day.day(), day.live(), day.shadow(), more, 0, more.length, 1);
    }

    /** Adds the errors of other series. */
    public void addAll(ComparedDays others) {
        for (int position = 0; position < others.size; position++) {
            add(others, position, 1);
        }
    }

    private void add(ComparedDays others, int position, int sign) {
        String live = others.names[NAMES * position];
        String shadow = others.names[NAMES * position + 1];
        add(others.days[position], live, shadow, others.sums, position * others.width, others.width, sign);
    }

    private void add(int day, String live, String shadow, double[] more, int offset, int count, int sign) {
        widen(count);
        int position = size;
        while (position > 0 && order(day, live, shadow, position - 1) <= 0) {
            position--;
        }
        if (position == size || order(day, live, shadow, position) != 0) {
            insert(position, day, live, shadow);
        }
        int at = position * width;
        for (int i = 0; i < count; i++) {
            sums[at + i] += sign * more[offset + i];
        }
    }

    /** Less than 0, 0 or more where a day comes before, is or comes after that at a position. */
    private int order(int day, String live, String shadow, int position) {
        if (day != days[position]) {
            return Integer.compare(day, days[position]);
        }
        int order = live.compareTo(names[NAMES * position]);
        return order == 0 ? shadow.compareTo(names[NAMES * position + 1]) : order;
    }

    /** Makes room for the sums of more targets. */
    private void widen(int count) {
        if (count > width) {
            double[] wide = new double[days.length * count];
            for (int position = 0; position < size; position++) {
                System.arraycopy(sums, position * width, wide, position * count, width);
            }
            sums = wide;
            width = count;
        }
    }

    private void insert(int position, int day, String live, String shadow) {
        if (size == days.length) {
            int capacity = size + size / 2 + 1;
            days = Arrays.copyOf(days, capacity);
            names = Arrays.copyOf(names, NAMES * capacity);
            sums = Arrays.copyOf(sums, width * capacity);
        }
        move(position, position + 1);
        days[position] = day;
        names[NAMES * position] = live;
        names[NAMES * position + 1] = shadow;
        Arrays.fill(sums, position * width, (position + 1) * width, 0);
    }

    /** Moves what stands from one position on to another position. */
    private void move(int from, int to) {
        int count = size - from;
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(names, NAMES * from, names, NAMES * to, NAMES * count);
        System.arraycopy(sums, width * from, sums, width * to, width * count);
        size += to - from;
        if (to < from) {
            Arrays.fill(names, NAMES * size, NAMES * (size + from - to), null);
        }
    }

    /** Drops days of which all was taken back, where these are all series: what is left of their sums is rounding. */
    public void dropEmpty() {
        for (int position = size - 1; position >= 0; position--) {
            if (errors(position).stream().allMatch(errors -> errors.forecasts() == 0)) {
                move(position + 1, position);
            }
        }
    }

    /**
     * Replaces what is known of a day.
     *
     * @param errors {@link PairedErrors#sums} by target, one after another; null for nothing. They are copied
     * @param changes receives what has to be added to the sums of all series
     */
    public void replace(int day, String live, String shadow, double[] errors, ComparedDays changes) {
        int end = size;
        while (end > 0 && days[end - 1] > day) {
            end--;
        }
        int first = end;
        while (first > 0 && days[first - 1] == day) {
            first--;
        }
        // As a rule there is nothing to take back.
        if (first < end) {
            if (errors != null && end - first == 1 && isSame(first, live, shadow, errors)) {
                return;
            }
            for (int position = first; position < end; position++) {
                changes.add(this, position, -1);
            }
            move(end, first);
        }
        if (errors != null) {
            add(day, live, shadow, errors, 0, errors.length, 1);
            changes.add(day, live, shadow, errors, 0, errors.length, 1);
        }
    }

    private boolean isSame(int position, String live, String shadow, double[] errors) {
        int at = position * width;
        return order(days[position], live, shadow, position) == 0
                && Arrays.equals(sums, at, at + width, errors, 0, errors.length);
    }

    /** Drops the days before one. Returns whether there were any. */
    public boolean dropBefore(int day) {
        int dropped = 0;
        while (dropped < size && days[dropped] < day) {
            dropped++;
        }
        if (dropped > 0) {
            move(dropped, 0);
        }
        return dropped > 0;
    }

    /** Days that change independently of these. */
    public ComparedDays copy() {
        ComparedDays copy = new ComparedDays(days.clone(), names.clone(), sums.clone());
        copy.size = size;
        copy.width = width;
        return copy;
    }
}
