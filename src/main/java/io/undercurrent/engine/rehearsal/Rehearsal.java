package io.undercurrent.engine.rehearsal;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.engine.step.Bundle;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.Lineup;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.TimeEvents;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.Timekeeper;
import io.undercurrent.engine.window.WindowReceiver;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Days;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.kind.StaticTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays changes of the model and shadows on made-up series, before a job reads anything. The JVM compiles a method for the branches that
 * it has seen: without a rehearsal, the first change of a model takes branches that were never seen, the JVM drops the compiled code, and
 * forecasts come late until it has compiled them anew. Results lead nowhere.
 */
public final class Rehearsal implements AutoCloseable {

    private static final int SERIES = 8;
    private static final int FIRST_DAY = 10_000;

    /** Days without any change, in which the JVM begins to count branches. */
    private static final int USUAL_DAYS = 40;

    private static final int DAYS = USUAL_DAYS + 40;
    private static final int ROUNDS = 3;

    private final SeriesContract contract;
    private final Bundle bundle;
    private final SeriesCalibration calibration;
    private final SeriesCalibration ofShadows;
    private final List<Player> players = new ArrayList<>();
    private Lineup models;
    private int changedOver;
    private int compared;

    Rehearsal(ForecastModel model, SeriesContract contract) {
        this.contract = contract;
        WindowShape shape = WindowShape.of(contract);
        bundle = new Bundle(model, next -> model, new StepPlanner(shape), 2 * SERIES, StaticTable.NONE);
        calibration = new SeriesCalibration(model.shape(), CalibrationOptions.DEFAULT, true);
        ofShadows = new SeriesCalibration(model.shape(), CalibrationOptions.DEFAULT, false);
        models = Lineup.withGrace(shape.past());
        for (int series = 0; series < SERIES; series++) {
            players.add(new Player("series " + series, shape));
        }
    }

    /**
     * Plays with one model in all roles.
     *
     * @param contract that the model fits
     */
    public static void play(ForecastModel model, SeriesContract contract) {
        for (int round = 0; round < ROUNDS; round++) {
            try (Rehearsal rehearsal = new Rehearsal(model, contract)) {
                rehearsal.playAll();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** Plays once. */
    void playAll() throws IOException {
        for (int day = 0; day < DAYS; day++) {
            switch (day - USUAL_DAYS) {
                case 0 -> announce("live", day + 4, 1, false);
                case 1, 3 -> prepare();
                case 10 -> announce("shadow", day + 2, 1, true);
                case 22 -> announce("shadow", day, 0, true);
                case 26 -> announce("returned", day - 1, 1, false);
                default -> {}
            }
            for (Player player : players) {
                player.read(day, 0);
            }
            if (contract.lateness() > 0 && day % Days.WEEK == 1) {
                players.get(0).read(day - 1, 1);
            }
            runBundle();
        }
    }

    private void announce(String role, int from, double share, boolean shadow) {
        // Any name of a model, as long as it looks like the checksum of a file and differs by role.
        String checksum = String.format("%016x", role.hashCode());
        models = models.with(new Term(checksum, FIRST_DAY + from, models.count(), share), shadow);
        for (Player player : players) {
            player.timekeeper.succeed(models);
        }
    }

    private void prepare() throws IOException {
        for (Player player : players) {
            player.timekeeper.prepare(player.key);
        }
        runBundle();
    }

    private void take(Player player, WindowUpdate.Changed update) {
        if (!bundle.contains(update.key())) {
            bundle.join(update.key(), player.states);
        }
        bundle.add(update, null);
        if (bundle.isFull()) {
            runBundle();
        }
    }

    private void runBundle() {
        bundle.run((made, timestamp) -> calibrate(made));
        bundle.clear();
    }

    private void calibrate(ForecastUpdate.Made made) {
        Player player = players.stream()
                .filter(one -> one.key.equals(made.key()))
                .findFirst()
                .orElseThrow();
        calibration.meet(made, player.forecasts, Unheard.UNHEARD);
        if (made.origins().size() > 1) {
            changedOver++;
        }
        if (!made.shadows().isEmpty()) {
            ofShadows.meetShadows(made, player.ofShadow, Unheard.UNHEARD);
            for (ForecastUpdate.Shadow shadow : made.shadows()) {
                compared += calibration.compare(shadow, player.forecasts, player.ofShadow) == null ? 0 : 1;
            }
        }
    }

    /** Updates with forecasts from several days, as when a model is to have forecast already. */
    int changedOver() {
        return changedOver;
    }

    /** Days on which a shadow was compared with the live model. */
    int compared() {
        return compared;
    }

    @Override
    public void close() {
        bundle.close();
    }

    /** A made-up series. */
    private final class Player implements WindowReceiver<MadeUp> {

        private final String key;
        private final Timekeeper<MadeUp> timekeeper;
        private final SeriesStates states = new SeriesStates();
        private final ForecastHistory forecasts = calibration.newHistory();
        private final ForecastHistory ofShadow = ofShadows.newHistory();

        Player(String key, WindowShape shape) {
            this.key = key;
            MadeUpState state = new MadeUpState();
            timekeeper = new Timekeeper<>(shape, TimeLimits.HISTORY, state, state, this, new TimeEvents() {});
            timekeeper.succeed(models);
        }

        /** Reads a day; a correction gives it other values. */
        void read(int day, int correction) throws IOException {
            double[] values = new double[contract.columns().count()];
            for (int column = 0; column < values.length; column++) {
                boolean target = column < contract.columns().targets().size();
                values[column] = target ? 100 + 10 * (day % Days.WEEK) + day % 3 + correction : day % 2;
            }
            timekeeper.accept(new MadeUp(new Reading(key, FIRST_DAY + day, values)));
        }

        @Override
        public void update(WindowUpdate update) {
            if (update instanceof WindowUpdate.Changed changed) {
                take(this, changed);
            }
        }

        @Override
        public void reject(MadeUp message, Rejection rejection) {
            throw new IllegalStateException("a made-up reading was rejected: " + rejection);
        }
    }

    private enum Unheard implements SeriesCalibration.Receiver {
        UNHEARD;

        @Override
        public void forecast(Forecast forecast) {}

        @Override
        public void score(DayScore score) {}
    }
}
