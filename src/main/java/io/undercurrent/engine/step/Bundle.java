package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The updates of many series that are stepped together.
 *
 * <p>An update is taken in completely when it comes: its days and its origins are encoded, so that the window may change
 * afterwards, and the {@link StateHistory} of its series already holds a place for the state after each of these days,
 * to be filled by {@link #run}. Steps of one series depend on each other: the first wave has the first step of each series.
 * Forecasts are read off when all states are there.
 *
 * <p>Buffers are kept from bundle to bundle. One thread's.
 */
public final class Bundle implements AutoCloseable {

    private final Forecaster forecaster;
    private final Steps steps;
    private final OwedForecasts forecasts;
    private final Map<String, Member> members = new HashMap<>();
    private int updates;
    private long stepNanos;

    /** A series of this bundle. */
    private static final class Member {
        final StateHistory history;
        int steps;

        Member(StateHistory history) {
            this.history = history;
        }
    }

    /** Receives what the updates of a bundle come to, in their order. */
    public interface Receiver {
        /**
         * @param timestamp of the record of the window's update, null where it has none
         */
        void receive(ForecastUpdate.Made update, Long timestamp);
    }

    /**
     * @param rows updates that the bundle is to take
     */
    public Bundle(ForecastModel model, int rows) {
        forecaster = model.forecaster(rows);
        steps = new Steps(forecaster, model.stateSize());
        forecasts = new OwedForecasts(forecaster, model.shape(), model.stateSize(), model.id());
    }

    /** What computes the network here. */
    public String backend() {
        return forecaster.backend();
    }

    /** Number of updates taken in. */
    public int size() {
        return updates;
    }

    /** Whether the updates, or the forecasts that they ask for, are as many as the bundle has rows. */
    public boolean isFull() {
        return updates == forecaster.rows() || forecasts.count() >= forecaster.rows();
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
     * @throws UnfitStateException if the history lacks the state that the steps start from
     */
    public void add(Changed update, Long timestamp) {
        if (isFull()) {
            throw new IllegalStateException("a bundle of " + updates + " updates is full: run it first");
        }
        Member member = members.get(update.key());
        List<Origin> origins = update.origins();
        int needed = origins.isEmpty()
                ? update.changedFrom()
                : Math.min(update.changedFrom(), origins.get(0).day());
        OwedForecasts.Request request = origins.isEmpty() ? null : OwedForecasts.Request.of(update, timestamp);
        member.history.dropFrom(update.changedFrom());
        int owed = 0;
        for (Run run : update.runs()) {
            owed = follow(run, needed, update, member, request, owed);
        }
        member.history.thin(update.openFrom());
        updates++;
    }

    /**
     * Follows a run from the latest state that is kept.
     *
     * @param needed the first day that something is asked of
     * @param owed forecasts of the update that came before
     * @return those that came up to the end of the run
     */
    private int follow(Run run, int needed, Changed update, Member member, OwedForecasts.Request request, int owed) {
        StateHistory history = member.history;
        List<Origin> origins = update.origins();
        int kept = history.before(Math.min(needed, run.lastDay() + 1L));
        boolean reached = kept >= 0 && history.day(kept) >= run.firstDay() - 1L + (run.anew() ? 1 : 0);
        if (!reached && !run.anew()) {
            throw new UnfitStateException("state of series '" + update.key() + "': expected one of a day before "
                    + Math.max(needed, run.firstDay())
                    + ", but there is none: was only a part of the job's state restored?");
        }
        float[] state = reached ? history.state(kept) : null;
        int next = owed;
        for (int day = reached ? history.day(kept) + 1 : run.firstDay(); day <= run.lastDay(); day++) {
            float[] held = day < update.changedFrom() ? history.stateOf(day) : null;
            if (held == null) {
                state = steps.add(update.window(), day, state, member.steps++);
                if (day >= update.changedFrom()) {
                    history.record(day, state);
                }
            } else {
                state = held;
            }
            if (next < origins.size() && origins.get(next).day() == day) {
                forecasts.add(request, update.window(), origins.get(next), state, next == origins.size() - 1);
                next++;
            }
        }
        return next;
    }

    /**
     * Makes all steps and all forecasts. Afterwards the histories are whole; {@link #clear} makes room for what
     * follows.
     */
    public void run(Receiver receiver) {
        long start = System.nanoTime();
        steps.run();
        stepNanos = System.nanoTime() - start;
        forecasts.run(receiver);
    }

    /** Days of series that the network is stepped over. */
    public int steps() {
        return steps.count();
    }

    /** Time that the steps of the last run took. */
    public long stepNanos() {
        return stepNanos;
    }

    /** Empties the bundle. */
    public void clear() {
        steps.clear();
        forecasts.clear();
        members.clear();
        updates = 0;
    }

    @Override
    public void close() {
        forecaster.close();
    }
}
