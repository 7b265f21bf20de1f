package io.undercurrent.engine;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.engine.window.WindowState;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The whole state of one series, in memory. Only a {@link SeriesEngine} changes it, and only one engine at a time. */
public final class SeriesState<M extends Arrival> implements WindowState<M>, Alarms {

    private final String key;
    private final List<M> waiting = new ArrayList<>();
    private final List<M> held = new ArrayList<>();
    private final TreeSet<Long> alarms = new TreeSet<>();
    private SlidingWindow window;
    private HeldJump jump;
    private Backlog backlog = Backlog.EMPTY;
    private Long end;
    private long reached = Long.MIN_VALUE;
    private SeriesStates states = new SeriesStates();
    /** Null before the first forecast. */
    private ForecastHistory forecasts;

    /** The state of a series before its first message. */
    public SeriesState(String key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /** Rebuilds a state from its {@link #contents}, which are not copied. */
    public static <M extends Arrival> SeriesState<M> restore(String key, Contents<M> contents) {
        SeriesState<M> state = new SeriesState<>(key);
        state.window = contents.window();
        state.jump = contents.jump();
        state.held.addAll(contents.held());
        state.waiting.addAll(contents.waiting());
        state.backlog = Backlog.of(contents.waiting());
        state.alarms.addAll(contents.alarms());
        state.end = contents.end();
        state.states = contents.states();
        state.forecasts = contents.forecasts();
        return state;
    }

    /**
     * The parts of a state, for storage.
     *
     * @param window null before the first reading
     * @param jump null if none is held
     * @param held messages that wait with the jump
     * @param waiting messages that wait
     *     for the first reading
     * @param end the moment at which the series is forgotten, or null
     * @param alarms moments to be woken at
     * @param states of the network
     * @param forecasts null before the first
     */
    public record Contents<M>(
            SlidingWindow window,
            HeldJump jump,
            List<M> held,
            List<M> waiting,
            Long end,
            Collection<Long> alarms,
            SeriesStates states,
            ForecastHistory forecasts) {}

    /** The parts of this state; they change with it. */
    public Contents<M> contents() {
        return new Contents<>(window, jump, held, waiting, end, alarms, states, forecasts);
    }

    public String key() {
        return key;
    }

    SeriesStates states() {
        return states;
    }

    void forgetStates() {
        states = new SeriesStates();
    }

    ForecastHistory forecasts() {
        return forecasts;
    }

    void setForecasts(ForecastHistory history) {
        forecasts = history;
    }

    /** Sets the time of the stream. */
    void reach(long moment) {
        reached = Math.max(reached, moment);
    }

    /** Removes and returns the first alarm that is due; null if none is. */
    Long takeDue() {
        return alarms.isEmpty() || alarms.first() > reached ? null : alarms.pollFirst();
    }

    @Override
    public SlidingWindow window() {
        return window;
    }

    @Override
    public void keep(SlidingWindow changed) {
        window = changed;
    }

    @Override
    public void clearWindow() {
        window = null;
    }

    @Override
    public HeldJump jump() {
        return jump;
    }

    @Override
    public void hold(HeldJump now, M message) {
        jump = now;
        held.add(message);
    }

    @Override
    public List<M> takeHeld() {
        jump = null;
        return taken(held);
    }

    @Override
    public Backlog waiting() {
        return backlog;
    }

    @Override
    public void await(M announcement, Backlog now) {
        backlog = now;
        waiting.add(announcement);
    }

    @Override
    public List<M> takeWaiting() {
        backlog = Backlog.EMPTY;
        return taken(waiting);
    }

    private static <M> List<M> taken(List<M> messages) {
        List<M> all = new ArrayList<>(messages);
        messages.clear();
        return all;
    }

    @Override
    public Long end() {
        return end;
    }

    @Override
    public void setEnd(Long moment) {
        end = moment;
    }

    @Override
    public void set(long moment) {
        alarms.add(moment);
    }

    @Override
    public void cancel(long moment) {
        alarms.remove(moment);
    }

    @Override
    public long reached() {
        return reached;
    }
}
