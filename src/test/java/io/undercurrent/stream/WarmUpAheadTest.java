package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateHistory;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Series are warmed up for a model before the reading that needs it, in the time that readings leave. */
class WarmUpAheadTest {

    private static final int FIRST_DAY = 20_000;
    private static final int LATENESS = 9;
    private static final int WINDOW = StepPlanner.WARM_UP_DAYS + 9;
    /** More than are warmed up at a time. */
    private static final int SERIES = 80;
    /** The day before the first origin of the next model, on which all series are. */
    private static final int NEWEST = 32;

    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));
    private static final TimeLimits TIME = TimeLimits.DEFAULT.withLateness(LATENESS);
    private static final ForecastModel FIRST = TestModels.of(ModelSpec.Cell.GRU);
    private static final ForecastModel NEXT = TestModels.small(ModelSpec.Cell.LSTM, TestModels.WINDOW, 1);
    private static final SeriesContract CONTRACT =
            new SeriesContract(TestModels.COLUMNS, FIRST.shape().quantiles(), TestModels.HORIZON, WINDOW, LATENESS);

    private static SeriesOperators operators(Backend backend) throws Exception {
        return SeriesOperators.withSuccessors(FIRST, CONTRACT, LIMITS, TIME, CalibrationOptions.OFF, backend);
    }

    private static void feed(int from, int until, SeriesOperators operators) throws Exception {
        for (int day = from; day <= until; day++) {
            for (int series = 0; series < SERIES; series++) {
                operators.process(reading(series, day, 0));
            }
        }
    }

    private static Reading reading(int series, int day, int correction) {
        return new Reading("s" + series, FIRST_DAY + day, new double[] {
            20 + (day + series) % 7, 100 + 10 * (day % 5) + correction, day % 2
        });
    }

    private long clock = SeriesOperators.NOW;

    /** Lets time pass for all pauses. */
    private void pause(SeriesOperators operators) throws Exception {
        for (int i = 0; i < 10; i++) {
            clock += 1000;
            operators.setClock(clock);
        }
    }

    /** The newest day that series have a state of the next model of; one for each that has any. */
    private static List<Integer> newestDays(SeriesOperators operators, int from) throws Exception {
        operators.checkpoint(1);
        StateOwner owner = StateOwner.of(NEXT.checksum(), FIRST_DAY + from);
        List<Integer> days = new ArrayList<>();
        for (SeriesStates states : StoredValues.of(operators.states, "hidden-state", StreamTypes.STATE_HISTORY)) {
            for (int i = 0; i < states.size(); i++) {
                if (states.owner(i).equals(owner)) {
                    StateHistory history = states.history(i);
                    days.add(history.day(history.size() - 1) - FIRST_DAY);
                }
            }
        }
        return days;
    }

    @ParameterizedTest
    @EnumSource
    void allSeriesHaveTheStatesOfTheNextModelBeforeItsFirstDay(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            feed(0, NEWEST, operators);
            operators.succeed(NEXT, FIRST_DAY + NEWEST + 1, 1);
            pause(operators);
            List<Integer> days = newestDays(operators, NEWEST + 1);
            assertEquals(SERIES, days.size());
            assertTrue(days.stream().allMatch(day -> day == NEWEST), days.toString());
        }
    }

    /** A few at a time, between which readings have their turn. */
    @Test
    void notAllSeriesAtOnce() throws Exception {
        try (SeriesOperators operators = operators(Backend.HEAP).start()) {
            feed(0, NEWEST, operators);
            operators.succeed(NEXT, FIRST_DAY + NEWEST + 1, 1);
            operators.setClock(SeriesOperators.NOW + 1);
            int first = newestDays(operators, NEWEST + 1).size();
            assertTrue(first > 0 && first < SERIES, first + " series");
        }
    }

    /** A model that is announced long before its first day waits until that is a week away. On the day before, its states are stepped on. */
    @Test
    void aModelOfALaterDayWaitsForTheWeekBeforeIt() throws Exception {
        int from = NEWEST + 9;
        try (SeriesOperators operators = operators(Backend.HEAP).start()) {
            feed(0, NEWEST, operators);
            operators.succeed(NEXT, FIRST_DAY + from, 1);
            feed(NEWEST + 1, NEWEST + 1, operators);
            pause(operators);
            assertEquals(List.of(), newestDays(operators, from));
            feed(NEWEST + 2, NEWEST + 2, operators);
            pause(operators);
            assertEquals(Collections.nCopies(SERIES, NEWEST + 2), newestDays(operators, from));
            feed(NEWEST + 3, from - 2, operators);
            pause(operators);
            assertEquals(Collections.nCopies(SERIES, NEWEST + 2), newestDays(operators, from));
            operators.process(reading(0, from - 1, 0));
            pause(operators);
            List<Integer> days = newestDays(operators, from);
            assertEquals(SERIES, days.size());
            assertEquals(1, days.stream().filter(day -> day == from - 1).count());
            assertEquals(
                    SERIES - 1, days.stream().filter(day -> day == from - 2).count());
        }
    }

    /** Forecasts, revisions and their order are those of a job that had no time to warm anything up. */
    @ParameterizedTest
    @EnumSource
    void forecastsAreTheSame(Backend backend) throws Exception {
        for (int from : new int[] {NEWEST - 3, NEWEST, NEWEST + 1, NEWEST + 2, NEWEST + 7, NEWEST + 8}) {
            try (SeriesOperators busy = operators(backend).start();
                    SeriesOperators idle = operators(backend).start()) {
                List<Integer> prepared = new ArrayList<>();
                feedWithCorrections(from, busy, () -> {});
                feedWithCorrections(from, idle, () -> {
                    pause(idle);
                    prepared.add(newestDays(idle, from).size());
                });
                assertEquals(busy.forecasts(), idle.forecasts(), "from " + from);
                for (Forecast forecast : idle.forecasts()) {
                    boolean next = forecast.origin() > FIRST_DAY + Math.max(from - 1, NEWEST + 1);
                    assertTrue(!next || forecast.model().equals(NEXT.id()), forecast.toString());
                }
                assertEquals(List.of(from <= NEWEST + 7 ? SERIES : 0, SERIES), prepared, "from " + from);
            }
        }
    }

    private interface Interval {
        void pass() throws Exception;
    }

    /** Corrections before the next day are of the days of the warm-up, and of one before it that these see. */
    private static void feedWithCorrections(int from, SeriesOperators operators, Interval interval) throws Exception {
        feed(0, NEWEST, operators);
        operators.succeed(NEXT, FIRST_DAY + from, 1);
        interval.pass();
        operators.process(reading(1, NEWEST - 4, 5));
        operators.process(reading(2, NEWEST - LATENESS, 5));
        feed(NEWEST + 1, NEWEST + 1, operators);
        interval.pass();
        operators.process(reading(3, NEWEST, 7));
        feed(NEWEST + 2, Math.max(NEWEST + 2, from) + 1, operators);
        operators.end();
    }

    /** A restart in the middle loses nothing: what was warmed up is kept, and the rest follows with the next readings. */
    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        int from = NEWEST + 1;
        try (SeriesOperators whole = operators(Backend.HEAP).start();
                SeriesOperators stopped = operators(Backend.HEAP).start();
                SeriesOperators restored = operators(Backend.HEAP)) {
            for (SeriesOperators operators : List.of(whole, stopped)) {
                feed(0, NEWEST, operators);
                operators.succeed(NEXT, FIRST_DAY + from, 1);
            }
            stopped.setClock(SeriesOperators.NOW + 1);
            Checkpoint checkpoint = stopped.checkpoint(1);
            restored.start(checkpoint);
            int before = newestDays(restored, from).size();
            assertTrue(before > 0 && before < SERIES, before + " series");
            feed(from, from + 2, whole);
            feed(from, from + 2, restored);
            whole.end();
            restored.end();
            int kept = whole.forecasts().size() - 3 * SERIES;
            assertEquals(whole.forecasts().subList(kept, whole.forecasts().size()), restored.forecasts());
        }
    }

    /** What was decided otherwise before its first day leaves nothing behind. */
    @Test
    void statesOfAModelThatDoesNotComeAreGivenBack() throws Exception {
        int from = NEWEST + 1;
        try (SeriesOperators operators = operators(Backend.HEAP).start()) {
            feed(0, NEWEST, operators);
            operators.succeed(NEXT, FIRST_DAY + from, 1);
            pause(operators);
            ForecastModel other = TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 2);
            operators.succeed(other, FIRST_DAY + from, 2);
            feed(from, from + LATENESS, operators);
            assertEquals(List.of(), newestDays(operators, from));
            operators.end();
            assertEquals(
                    other.id(),
                    operators.forecasts().get((from + 1) * SERIES - 1).model());
        }
    }
}
