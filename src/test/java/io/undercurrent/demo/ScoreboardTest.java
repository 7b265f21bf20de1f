package io.undercurrent.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.StoreDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("a", "b"), List.of(0.1, 0.5, 0.9), 10);
    private static final int FIRST = 100;

    @Test
    void scoresAForecastAgainstTheDayItWasMadeFor() {
        Scoreboard board = new Scoreboard(SHAPE, FIRST, 8);
        for (int day = FIRST - 14; day < FIRST; day++) {
            board.happened(day(day, 10 + day, 0));
        }
        board.forecast(forecast(FIRST - 1, 3));
        assertEquals(0, board.score(0, 1).count());

        board.happened(day(FIRST, 50, 4));
        Score score = board.score(0, 1);
        assertEquals(1, score.count());
        // The median of a forecast is 100 · target + lead, the interval 3 to both sides.
        assertEquals(50 - 1, score.model(), 1e-6);
        assertEquals(10 + FIRST - 7 - 50, score.naive(), 1e-6);
        assertEquals(0.5, score.expected(), 1e-6);
        assertEquals(0, score.coverage());
        assertEquals(1, board.score(1, 1).count());
        assertEquals(101 - 4, board.score(1, 1).model(), 1e-6);
        assertEquals(0, board.score(0, 2).count());
    }

    @Test
    void theNaiveForecastKnowsNothingPastItsOrigin() {
        Scoreboard board = new Scoreboard(SHAPE, FIRST, 8);
        for (int day = FIRST - 14; day <= FIRST + 7; day++) {
            board.happened(day(day, day, 0));
        }
        board.forecast(forecast(FIRST - 1, 3));
        assertEquals(7, board.score(0, 7).naive(), 1e-6);
        // Eight days ahead, the same weekday of the week before has not happened yet.
        assertEquals(14, board.score(0, 8).naive(), 1e-6);
    }

    @Test
    void theOrderOfArrivalDoesNotMatterAndNothingCountsTwice() {
        long seed = 5;
        Random random = new Random(seed);
        List<StoreDay> days = new ArrayList<>();
        List<Forecast> forecasts = new ArrayList<>();
        for (int day = FIRST - 14; day < FIRST + 10; day++) {
            days.add(day(day, random.nextInt(50), random.nextInt(50)));
            forecasts.add(forecast(day, random.nextInt(30)));
        }
        Scoreboard inOrder = new Scoreboard(SHAPE, FIRST, 7);
        for (int i = 0; i < days.size(); i++) {
            inOrder.happened(days.get(i));
            inOrder.forecast(forecasts.get(i));
            inOrder.forecast(forecasts.get(i));
        }
        Scoreboard forecastsLast = new Scoreboard(SHAPE, FIRST, 7);
        days.forEach(forecastsLast::happened);
        Collections.shuffle(forecasts, random);
        forecasts.forEach(forecastsLast::forecast);
        for (int target = 0; target < 2; target++) {
            for (int lead = 1; lead <= 7; lead++) {
                Score expected = inOrder.score(target, lead);
                Score actual = forecastsLast.score(target, lead);
                assertEquals(10, expected.count());
                assertEquals(expected.count(), actual.count());
                assertEquals(expected.model(), actual.model(), 1e-9, "seed " + seed);
                assertEquals(expected.naive(), actual.naive(), 1e-9, "seed " + seed);
                assertEquals(expected.coverage(), actual.coverage(), 1e-9, "seed " + seed);
            }
        }
    }

    @Test
    void forgetsWhatIsLongPast() {
        Scoreboard board = new Scoreboard(SHAPE, FIRST, 7);
        board.forecast(forecast(FIRST, 1));
        assertTrue(board.forecastFrom("store-1", FIRST).isPresent());
        for (int day = FIRST; day < FIRST + 60; day++) {
            board.happened(day(day, 1, 1));
        }
        assertTrue(board.forecastFrom("store-1", FIRST).isEmpty());
    }

    @Test
    void scoresNoFurtherThanTheHorizon() {
        assertEquals(
                "longestLead: expected 1 to 10 days, but got 11",
                assertThrows(IllegalArgumentException.class, () -> new Scoreboard(SHAPE, FIRST, 11))
                        .getMessage());
    }

    private static StoreDay day(int day, double a, double b) {
        return new StoreDay(new Reading("store-1", day, new double[] {a, b}), new double[] {a + 0.5, b});
    }

    private static Forecast forecast(int origin, double halfWidth) {
        double[] values = new double[SHAPE.size()];
        for (int target = 0; target < 2; target++) {
            for (int quantile = 0; quantile < 3; quantile++) {
                for (int lead = 0; lead < SHAPE.horizon(); lead++) {
                    values[SHAPE.index(target, quantile, lead)] = 100 * target + lead + 1 + (quantile - 1) * halfWidth;
                }
            }
        }
        return new Forecast("store-1", origin, 0, "test", Forecast.Source.MODEL, SHAPE, values);
    }
}
