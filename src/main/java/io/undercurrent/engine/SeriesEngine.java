package io.undercurrent.engine;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.engine.step.Bundle;
import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.TimeEvents;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.Timekeeper;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowReceiver;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Forecasts one series at a time, with the parts of the streaming job: a {@link Timekeeper}, a {@link Bundle} of one
 * row and a {@link SeriesCalibration}. Results equal those of the job to the bit. For runtimes that have a series and
 * its state at hand and need the forecast before the next message.
 *
 * <p>Serves any number of series, one after another. Not thread-safe; holds native memory until closed.
 */
public final class SeriesEngine<M extends Arrival> implements AutoCloseable {

    private final WindowShape shape;
    private final TimeLimits limits;
    private final Bundle bundle;
    private final SeriesCalibration calibration;

    /**
     * @throws IllegalArgumentException if a reading may be later than the window of the model reaches back
     */
    public SeriesEngine(ForecastModel model, TimeLimits limits, CalibrationOptions calibration) {
        this(model, limits, calibration, true);
    }

    /**
     * @param scoring whether anyone receives the scores
     * @throws IllegalArgumentException if a reading may be later than the window of the model reaches back
     */
    public SeriesEngine(ForecastModel model, TimeLimits limits, CalibrationOptions calibration, boolean scoring) {
        this.limits = Objects.requireNonNull(limits, "limits");
        shape = WindowShape.of(model.contract(limits.lateness(model.window())));
        this.calibration = new SeriesCalibration(model.shape(), calibration, scoring);
        bundle = new Bundle(model, new StepPlanner(shape), 1);
    }

    /**
     * Processes a message.
     *
     * @param state of its series
     * @throws UnfitStateException if the windows of the state are of another shape, or its hidden states lack the one to go on from
     */
    public void accept(M message, SeriesState<M> state, SeriesReceiver<M> receiver) {
        if (!message.reading().key().equals(state.key())) {
            throw new IllegalArgumentException("state: expected that of series '"
                    + message.reading().key() + "', but got that of '" + state.key() + "'");
        }
        try {
            timekeeper(state, receiver).accept(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Advances the time of the stream for a series without new messages: readings that waited too long are rejected,
     * and a series that was silent too long is forgotten. {@link Alarms#END_OF_INPUT} ends every wait.
     *
     * @param moment milliseconds since 1970
     */
    public void advance(long moment, SeriesState<M> state, SeriesReceiver<M> receiver) {
        state.reach(moment);
        Timekeeper<M> timekeeper = timekeeper(state, receiver);
        try {
            for (Long due = state.takeDue(); due != null; due = state.takeDue()) {
                timekeeper.wake(state.key(), due);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Timekeeper<M> timekeeper(SeriesState<M> state, SeriesReceiver<M> receiver) {
        return new Timekeeper<>(shape, limits, state, state, new Answers(state, receiver), new TimeEvents() {});
    }

    /** Makes the forecasts for each change of a window at once. */
    private final class Answers implements WindowReceiver<M> {

        private final SeriesState<M> state;
        private final SeriesReceiver<M> receiver;

        Answers(SeriesState<M> state, SeriesReceiver<M> receiver) {
            this.state = state;
            this.receiver = receiver;
        }

        @Override
        public void update(WindowUpdate update) {
            if (update instanceof WindowUpdate.Changed changed) {
                bundle.join(state.key(), state.states());
                bundle.add(changed, null);
                bundle.run((made, timestamp) -> calibrate(made));
                bundle.clear();
            } else {
                state.forgetStates();
                state.setForecasts(null);
            }
        }

        private void calibrate(ForecastUpdate.Made made) {
            ForecastHistory known = state.forecasts();
            ForecastHistory history = known == null ? calibration.newHistory() : known;
            calibration.meet(made, history, receiver);
            state.setForecasts(history);
        }

        @Override
        public void reject(M message, Rejection rejection) {
            receiver.reject(message, rejection);
        }
    }

    @Override
    public void close() {
        bundle.close();
    }
}
