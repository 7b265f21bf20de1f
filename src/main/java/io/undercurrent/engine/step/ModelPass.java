package io.undercurrent.engine.step;

import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticTable;
import java.util.List;

/** What a bundle has one model do: steps, then forecasts off the states that these made. */
final class ModelPass implements AutoCloseable {

    private final Forecaster forecaster;
    private final Steps steps;
    private final OwedForecasts forecasts;
    private final Speaker speaker;
    private int bundlesUnused;

    ModelPass(ForecastModel model, int rows, SharedEncodings shared, StaticTable statics) {
        forecaster = model.forecaster(rows);
        steps = new Steps(forecaster, model.stateSize(), shared);
        speaker = new Speaker(
                model.id(),
                model.provenance().generation(),
                model.provenance().lastDay().orElse(Integer.MIN_VALUE));
        forecasts = new OwedForecasts(forecaster, model.shape(), model.stateSize(), speaker, shared, statics);
    }

    String backend() {
        return forecaster.backend();
    }

    Speaker speaker() {
        return speaker;
    }

    /** Number of steps taken in. */
    int steps() {
        return steps.count();
    }

    /** Number of forecasts owed. */
    int forecasts() {
        return forecasts.count();
    }

    /**
     * Whether there is a state to step the first of some days from.
     *
     * @param firstStep the first day that the network is stepped over
     */
    static boolean isReached(List<Run> runs, int needed, int firstStep, StateHistory history) {
        if (runs.isEmpty()) {
            return true;
        }
        Run first = runs.get(0);
        return first.anew() && first.firstDay() >= firstStep || kept(first, needed, history) >= 0;
    }

    /** Position of the state that a run goes on from, or -1 where it begins with its first day. */
    private static int kept(Run run, int needed, StateHistory history) {
        int kept = history.before(Math.min(needed, run.lastDay() + 1L));
        return kept >= 0 && history.day(kept) >= run.firstDay() - 1L + (run.anew() ? 1 : 0) ? kept : -1;
    }

    /**
     * Takes in a part of an update, run by run, each from the latest state that is kept.
     *
     * @param runs of the part, or those that warm the series up
     * @param needed the first day that something is asked of
     * @param owed number of the request's first forecast
     */
    void add(Changed update, Part part, List<Run> runs, int needed, StateHistory history, Request request, int owed) {
        SlidingWindow whole = update.window();
        SlidingWindow known = whole;
        List<Origin> origins = part.origins();
        int next = 0;
        for (Run run : runs) {
            int kept = kept(run, needed, history);
            float[] state = kept >= 0 ? history.state(kept) : null;
            for (int day = kept >= 0 ? history.day(kept) + 1 : run.firstDay(); day <= run.lastDay(); day++) {
                float[] held = day < update.changedFrom() ? history.stateOf(day) : null;
                if (held == null) {
                    if (known == whole && knowsTooMuch(whole, day, part.since())) {
                        known = LaterBeginning.of(whole, part.since());
                    }
                    state = steps.add(known, day, state, history.nextWave());
                    if (day > history.newest()) {
                        history.record(day, state);
                    }
                } else {
                    state = held;
                }
                if (next < origins.size() && origins.get(next).day() == day) {
                    forecasts.add(request, owed + next, whole, origins.get(next), state);
                    next++;
                }
            }
        }
    }

    /** Whether a day is encoded with days that its states are to know nothing of, and the window holds some of them. */
    private boolean knowsTooMuch(SlidingWindow window, int day, int since) {
        return day - (long) forecaster.window() + 1 < since && window.newestDay() - window.past() + 1 < since;
    }

    void runSteps() {
        steps.run();
    }

    void runForecasts() {
        forecasts.run();
    }

    /** Makes room for the next bundle. Returns for how many the model has not been needed. */
    int clear() {
        bundlesUnused = steps.count() + forecasts.count() > 0 ? 0 : bundlesUnused + 1;
        steps.clear();
        forecasts.clear();
        return bundlesUnused;
    }

    @Override
    public void close() {
        forecaster.close();
    }
}
