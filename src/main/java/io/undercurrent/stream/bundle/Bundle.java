package io.undercurrent.stream.bundle;

import io.undercurrent.calibration.Outcome;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.record.WindowUpdate;
import io.undercurrent.stream.state.StateHistory;
import io.undercurrent.stream.state.UnusableStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The updates of many series that are stepped together.
 *
 * <p>An update is taken in completely when it comes: its days and its origins are encoded, so that the window may change
 * afterwards, and the {@link StateHistory} of its series already holds a place for the state after each of these days,
 * to be filled by {@link #run}. Steps of one series depend on each other; a <em>wave</em> holds at most one step of
 * each series, the first wave all first steps, and waves run one after the other. Forecasts are read off when all
 * states are there.
 *
 * <p>Buffers are kept from bundle to bundle. One thread's.
 */
public final class Bundle {

    /** What every JVM makes an array of. */
    private static final int LONGEST_BUFFER = Integer.MAX_VALUE - 8;

    private final Forecaster forecaster;
    private final int lateness;
    private final int stateSize;
    private final int inputSize;
    private final int forecastSize;

    private final Map<String, Member> members = new HashMap<>();
    private int updates;

    /**
     * Steps in order of arrival: (steps, inputSize), and for each its wave, the state it starts from and the one it
     * makes.
     */
    private float[] inputs;

    private int[] waves = new int[64];
    private float[][] before = new float[64][];
    private float[][] after = new float[64][];
    private int steps;
    private long stepNanos;

    /** Forecasts due in order of arrival, and for each the state that it is read off. */
    private final EncodedOrigins encoded;

    private final List<Due> dues = new ArrayList<>();

    /** One call's worth of rows. */
    private final float[] rowInputs;

    private final float[] rowStates;
    private final float[] values;

    /** A series of this bundle. */
    private static final class Member {
        final StateHistory history;
        int steps;

        Member(StateHistory history) {
            this.history = history;
        }
    }

    /**
     * What an update asks for.
     *
     * @param timestamp of its record, null where it has none
     */
    public record Request(String key, int newestDay, int firstChangedDay, Long timestamp) {}

    /**
     * A forecast to be made.
     *
     * @param outcome what the origin's day brought
     * @param restarted whether the series began anew with the origin
     * @param days how many days of the window had a value of a target
     * @param state of the series after the origin's day
     * @param last whether the request is answered with it
     */
    public record Due(
            Request request, Outcome outcome, int revision, boolean restarted, int days, float[] state, boolean last) {}

    /** Receives the forecasts of a bundle in the order in which their updates came. */
    public interface Receiver {
        /**
         * @param values the quantiles; the receiver's to keep
         * @param origins hold the encoded origin in {@code row}; not to be kept
         */
        void receive(Due due, float[] values, EncodedOrigins origins, int row);
    }

    /**
     * @param forecaster with as many rows as the bundle is to take updates
     * @param forecastSize number of values of a forecast
     * @param lateness days that a reading may be older than the newest of its series
     */
    public Bundle(Forecaster forecaster, int stateSize, int forecastSize, int lateness) {
        this.forecaster = forecaster;
        this.lateness = lateness;
        this.stateSize = stateSize;
        this.forecastSize = forecastSize;
        inputSize = forecaster.inputSize();
        int rows = forecaster.rows();
        inputs = new float[length(rows, inputSize)];
        encoded = forecaster.origins(1);
        // Too many rows are refused before they are allocated.
        encoded.resize(length(rows, encoded.rowSize()) / encoded.rowSize());
        rowInputs = new float[length(rows, inputSize)];
        rowStates = new float[length(rows, stateSize)];
        values = new float[length(rows, forecastSize)];
    }

    /**
     * Numbers in a buffer of so many rows.
     *
     * @throws IllegalStateException if no array holds them
     */
    static int length(int rows, int width) {
        long length = (long) rows * width;
        if (length > LONGEST_BUFFER) {
            throw new IllegalStateException("bundle: expected at most " + LONGEST_BUFFER + " numbers in a buffer, but "
                    + rows + " rows of " + width + " take " + length + ": a smaller bundle size needs fewer");
        }
        return (int) length;
    }

    /** The same for twice the rows, or as many of these as an array holds. */
    static int roomyLength(int rows, int width) {
        return (int) Math.min(LONGEST_BUFFER, 2L * length(rows, width));
    }

    /** Number of updates taken in. */
    public int size() {
        return updates;
    }

    /** Whether the updates, or the forecasts that they ask for, are as many as the forecaster has rows. */
    public boolean isFull() {
        return updates == forecaster.rows() || dues.size() >= forecaster.rows();
    }

    /** Whether a series already has updates here, whose history is therefore known. */
    public boolean contains(String key) {
        return members.containsKey(key);
    }

    /**
     * Lets a series take part with the states that it has so far; the history belongs to the bundle until it has run.
     */
    public void join(String key, StateHistory history) {
        members.put(key, new Member(history));
    }

    /** The series of this bundle. */
    public Iterable<String> keys() {
        return members.keySet();
    }

    public StateHistory history(String key) {
        return members.get(key).history;
    }

    /**
     * Takes in an update of a series that has joined.
     *
     * @param timestamp of its record, null where it has none
     */
    public void add(WindowUpdate update, Long timestamp) {
        if (isFull()) {
            throw new IllegalStateException("a bundle of " + updates + " updates is full: run it first");
        }
        Member member = members.get(update.key());
        SlidingWindow window = update.window();
        int newest = window.newestDay();
        int changed = update.firstChangedDay();
        int last = changed <= newest ? newest : Math.min(update.lastOrigin(), newest);
        Walk walk = walkTo(Math.min(changed, update.firstOrigin()), member.history, window);
        if (changed <= newest) {
            member.history.dropFrom(changed);
        }
        Request request = new Request(update.key(), newest, changed, timestamp);
        int lastDue = Math.min(update.lastOrigin(), newest);
        while (lastDue > update.firstOrigin() && !window.isOrigin(lastDue)) {
            lastDue--;
        }
        for (; walk.day <= last; walk.day++) {
            move(walk, member, update);
            if (walk.day >= update.firstOrigin() && walk.day <= lastDue && window.isOrigin(walk.day)) {
                addForecast(request, window, walk, walk.day == lastDue);
            }
        }
        member.history.thin(lateness);
        updates++;
    }

    /** A place in the days of a series: the state before {@code day}, null for the zeros that a series starts from. */
    private static final class Walk {
        int day;
        float[] state;
        /** Whether the state is that of the series, and not merely of a day that nothing depends on. */
        boolean known;
    }

    /** The latest place at or before {@code day} from which the state is known. */
    private Walk walkTo(int day, StateHistory history, SlidingWindow window) {
        int base = history.before(day);
        // Days before this one lack some of the days that they are encoded with.
        int oldest = window.newestDay() - lateness - StateHistory.STRIDE + 1;
        boolean reached = base >= 0 && history.day(base) + 1 >= oldest;
        int first = reached ? history.day(base) + 1 : oldest;
        Walk walk = new Walk();
        walk.day = day;
        while (walk.day > first && !window.startsAt(walk.day, forecaster.window())) {
            walk.day--;
        }
        if (reached && walk.day == first) {
            walk.state = history.state(base);
            walk.known = true;
        } else if (!window.startsAt(walk.day, forecaster.window())) {
            walk.day = day;
        }
        return walk;
    }

    /** Makes the state after the day of a walk that of the walk. */
    private void move(Walk walk, Member member, WindowUpdate update) {
        SlidingWindow window = update.window();
        int day = walk.day;
        if (window.startsAt(day, forecaster.window())) {
            walk.state = null;
            walk.known = true;
        } else if (!window.anyOrigin(day - forecaster.window(), day)) {
            walk.known = false;
            return;
        }
        int stored = member.history.before(day + 1L);
        if (day < update.firstChangedDay() && stored >= 0 && member.history.day(stored) == day) {
            walk.state = member.history.state(stored);
            walk.known = true;
            return;
        }
        if (!walk.known) {
            throw new UnusableStateException("state of series '" + update.key() + "': expected one of a day before "
                    + day + ", but there is none: was only a part of the job's state restored?");
        }
        walk.state = addStep(window, day, walk.state, member);
        if (day >= update.firstChangedDay()) {
            member.history.record(day, walk.state);
        }
    }

    private float[] addStep(SlidingWindow window, int day, float[] state, Member member) {
        reserveSteps(steps + 1);
        forecaster.encodeDay(window, day, inputs, steps * inputSize);
        before[steps] = state;
        after[steps] = new float[stateSize];
        waves[steps] = member.steps++;
        return after[steps++];
    }

    private void addForecast(Request request, SlidingWindow window, Walk walk, boolean last) {
        if (dues.size() == encoded.rows()) {
            encoded.resize(roomyLength(dues.size() + 1, encoded.rowSize()) / encoded.rowSize());
        }
        forecaster.encodeOrigin(window, walk.day, encoded, dues.size());
        Outcome outcome = Outcome.of(window, walk.day, forecaster.window(), forecaster.horizon());
        boolean restarted = walk.day > window.firstDay() && window.startsAt(walk.day, forecaster.window());
        int days = window.daysWithTarget(walk.day - forecaster.window() + 1, walk.day);
        dues.add(new Due(request, outcome, window.revision(walk.day), restarted, days, walk.state, last));
    }

    private void reserveSteps(int needed) {
        if (needed > waves.length) {
            int capacity = roomyLength(needed, 1);
            waves = Arrays.copyOf(waves, capacity);
            before = Arrays.copyOf(before, capacity);
            after = Arrays.copyOf(after, capacity);
        }
        if (length(needed, inputSize) > inputs.length) {
            inputs = Arrays.copyOf(inputs, roomyLength(needed, inputSize));
        }
    }

    /**
     * Makes all steps and all forecasts. Afterwards the histories are whole; {@link #clear} makes room for what
     * follows.
     */
    public void run(Receiver receiver) {
        long start = System.nanoTime();
        int[] order = stepsByWave();
        for (int from = 0; from < steps; ) {
            int to = from + 1;
            while (to < steps && to - from < forecaster.rows() && waves[order[to]] == waves[order[from]]) {
                to++;
            }
            runSteps(order, from, to);
            from = to;
        }
        stepNanos = System.nanoTime() - start;
        runForecasts(receiver);
    }

    /** Days of series that the network is stepped over. */
    public int steps() {
        return steps;
    }

    /** Time that the steps of the last run took. */
    public long stepNanos() {
        return stepNanos;
    }

    /** Positions of the steps, first wave first, in order of arrival within a wave. */
    private int[] stepsByWave() {
        int[] starts = new int[steps + 1];
        for (int step = 0; step < steps; step++) {
            starts[waves[step] + 1]++;
        }
        for (int wave = 0; wave < steps; wave++) {
            starts[wave + 1] += starts[wave];
        }
        int[] order = new int[steps];
        for (int step = 0; step < steps; step++) {
            order[starts[waves[step]]++] = step;
        }
        return order;
    }

    private void runSteps(int[] order, int from, int to) {
        for (int row = 0; row < to - from; row++) {
            int step = order[from + row];
            System.arraycopy(inputs, step * inputSize, rowInputs, row * inputSize, inputSize);
            // A state that is not finite would stay so for ever: the series begins anew with the day after.
            putState(isFinite(before[step]) ? before[step] : null, row);
        }
        forecaster.step(to - from, rowInputs, rowStates);
        for (int row = 0; row < to - from; row++) {
            System.arraycopy(rowStates, row * stateSize, after[order[from + row]], 0, stateSize);
        }
    }

    private void runForecasts(Receiver receiver) {
        for (int from = 0; from < dues.size(); from += forecaster.rows()) {
            runForecasts(from, Math.min(dues.size(), from + forecaster.rows()), receiver);
        }
    }

    private void runForecasts(int from, int to, Receiver receiver) {
        for (int row = 0; row < to - from; row++) {
            putState(dues.get(from + row).state(), row);
        }
        forecaster.forecast(to - from, rowStates, encoded, from, values);
        for (int row = 0; row < to - from; row++) {
            float[] forecast = Arrays.copyOfRange(values, row * forecastSize, (row + 1) * forecastSize);
            receiver.receive(dues.get(from + row), forecast, encoded, from + row);
        }
    }

    private static boolean isFinite(float[] state) {
        if (state != null) {
            for (float value : state) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Copies a state into a row; none is the zeros that every series starts from. */
    private void putState(float[] state, int row) {
        if (state == null) {
            Arrays.fill(rowStates, row * stateSize, (row + 1) * stateSize, 0);
        } else {
            System.arraycopy(state, 0, rowStates, row * stateSize, stateSize);
        }
    }

    /** Empties the bundle. */
    public void clear() {
        Arrays.fill(before, 0, steps, null);
        Arrays.fill(after, 0, steps, null);
        members.clear();
        dues.clear();
        steps = 0;
        updates = 0;
    }
}
