package io.undercurrent.dashboard.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 14);
    private static final int DAY = 20_000;
    private static final int DAYS = 60;
    private static final double[] LEVELS = {0.8};

    private final Board board = new Board(1 << 30, DAYS);

    private static DayValues day(String key, int day, double... values) {
        return new DayValues(key, day, values, 0, 0);
    }

    private static final long TIME = 1_700_000_000_000L;

    private static Forecast forecast(String key, int origin, int revision) {
        double[] values = new double[SHAPE.size()];
        Arrays.fill(values, origin + revision / 10);
        return new Forecast(key, origin, revision, "gru48@1f3c9a", Forecast.Source.MODEL, SHAPE, values);
    }

    private static List<IssuedForecast> issued(Forecast... forecasts) {
        return Stream.of(forecasts)
                .map(forecast -> new IssuedForecast(forecast, TIME + forecast.origin()))
                .toList();
    }

    private static ScoredDay scored(int day, int revision, float model, float baseline, int inside) {
        return new ScoredDay(
                day, revision, new float[] {model}, new float[] {baseline}, LEVELS, new byte[][] {{(byte) inside}});
    }

    private void read(String key, int day, double value) {
        board.read(List.of(day(key, day, value)));
    }

    private SeriesDetail detail(String key, Integer earlier) {
        return board.detail(board.find(key), "sales", earlier);
    }

    @Test
    void showsHistoryAndForecastOfASeries() {
        board.forecast(issued(forecast("a", DAY, 0)));
        assertEquals(List.of("sales"), board.targets());
        board.read(List.of(day("a", DAY - 1, 1), day("a", DAY, 2)));
        board.read(List.of(day("a", DAY - 1, Double.NaN)));

        SeriesDetail detail = detail("a", null);
        assertEquals(DAY, detail.newest());
        assertArrayEquals(new double[] {1, 2}, detail.values());
        assertEquals(DAY, detail.forecast().origin());
        assertEquals("gru48@1f3c9a", detail.forecast().model());
        assertArrayEquals(forecast("a", DAY, 0).values(), detail.forecast().values());
        SeriesLine line = board.line(board.find("a"), "sales", 3);
        assertArrayEquals(new double[] {Double.NaN, 1, 2}, line.values());
        assertEquals(14, line.ahead().length);
    }

    /** Others write to topics too: what has no median is shown by what comes nearest to it. */
    @Test
    void showsForecastsWithoutAMedian() {
        ForecastShape shape = new ForecastShape(List.of("sales"), List.of(0.1, 0.4, 0.9), 2);
        board.forecast(issued(
                new Forecast("a", DAY, 0, "other", Forecast.Source.MODEL, shape, new double[] {1, 2, 3, 4, 5, 6})));
        assertArrayEquals(
                new double[] {3, 4}, board.line(board.find("a"), "sales", 3).ahead());
    }

    @Test
    void aReadingFarAheadThatNothingConfirmsChangesNothing() {
        board.forecast(issued(forecast("a", DAY, 0)));
        read("a", DAY, 1);
        read("a", DAY + DAYS, 99);
        read("a", DAY + DAYS, 98);
        assertEquals(DAY, detail("a", null).newest());
        read("a", DAY + 2, 3);
        // The series is elsewhere, so that the next wrong date confirms nothing either.
        read("a", DAY + DAYS + 3, 97);
        read("a", Integer.MAX_VALUE, 96);
        read("a", DAY + 1, 2);
        assertEquals(DAY + 2, detail("a", null).newest());
        assertArrayEquals(new double[] {1, 2, 3}, detail("a", null).values());
    }

    @Test
    void aReadingOfAnotherDayNearbyConfirmsAJump() {
        board.forecast(issued(forecast("a", DAY, 0)));
        board.addTargets(List.of("visits"));
        board.read(List.of(
                day("a", DAY, 1, Double.NaN),
                day("a", DAY + 100, 2, Double.NaN),
                day("a", DAY + 100, Double.NaN, 7),
                day("a", DAY + 98, 3, Double.NaN)));
        assertEquals(DAY + 100, detail("a", null).newest());
        assertArrayEquals(new double[] {3, Double.NaN, 2}, detail("a", null).values());
        assertArrayEquals(
                new double[] {7}, board.detail(board.find("a"), "visits", null).values());
    }

    @Test
    void aForecastFromItsDayOnConfirmsAJump() {
        board.forecast(issued(forecast("a", DAY, 0)));
        read("a", DAY, 1);
        read("a", DAY + 100, 2);
        board.forecast(issued(forecast("a", DAY + 1, 0)));
        assertEquals(DAY, detail("a", null).newest());
        board.forecast(issued(forecast("a", DAY + 100, 0)));
        assertEquals(DAY + 100, detail("a", null).newest());
        assertArrayEquals(new double[] {2}, detail("a", null).values());
    }

    @Test
    void aReadingFarAheadOfAllForecastsMakesNoSeries() {
        board.forecast(issued(forecast("a", DAY, 0)));
        read("b", DAY + DAYS, 99);
        assertNull(board.find("b"));
        assertEquals(1, board.fill().series());
        board.scored("b", "sales", scored(DAY, 0, 1, 1, 1));
        assertEquals(2, board.fill().series());
        assertEquals(0, detail("b", null).values().length);
        read("b", DAY, 1);
        read("c", DAY, 2);
        assertArrayEquals(new double[] {1}, detail("b", null).values());
        assertArrayEquals(new double[] {2}, detail("c", null).values());
        assertEquals(3, board.fill().series());
    }

    @Test
    void keepsTheLatestRevisionOfEachOriginWhateverTheOrder() {
        board.forecast(issued(
                forecast("a", DAY + 1, 1),
                forecast("a", DAY, 0),
                forecast("a", DAY, 2),
                forecast("a", DAY + 1, 0),
                forecast("a", DAY, 1)));
        SeriesDetail detail = detail("a", DAY);
        assertArrayEquals(new int[] {DAY, DAY + 1}, detail.origins());
        assertEquals(1, detail.forecast().revision());
        assertEquals(2, detail.earlier().revision());
        assertNull(detail("a", DAY - 1).earlier());
    }

    @Test
    void keepsNoMoreForecastsOfASeriesThanItSays() {
        for (int day = 0; day < 2 * ForecastTrail.LONGEST; day++) {
            board.forecast(issued(forecast("a", DAY + day, 0)));
        }
        board.forecast(issued(forecast("a", DAY, 7)));
        int[] origins = detail("a", null).origins();
        assertEquals(ForecastTrail.LONGEST, origins.length);
        assertEquals(DAY + ForecastTrail.LONGEST, origins[0]);
    }

    @Test
    void aCorrectionReplacesTheScoreOfItsDay() {
        board.scored("a", "sales", scored(DAY, 0, -2, 4, 0));
        board.scored("a", "sales", scored(DAY + 1, 0, 1, 1, 1));
        board.scored("a", "sales", scored(DAY, 1, 1, 3, 1));
        // Again, as after a failure, and an older one that comes late.
        board.scored("a", "sales", scored(DAY, 1, 1, 3, 1));
        board.scored("a", "sales", scored(DAY, 0, -2, 4, 0));

        ScoreTotals totals = board.accuracy("sales").get(0);
        assertEquals(2, totals.pairs());
        assertEquals(1, totals.model());
        assertEquals(2, totals.baseline());
        assertEquals(1, totals.inside(0));
        assertEquals(2, totals.counted(0));
        assertEquals(1, detail("a", null).scores().model());
    }

    @Test
    void aScoreTooOldToReplaceIsNotCountedTwice() {
        for (int day = 0; day <= SeriesScores.LONGEST; day++) {
            board.scored("a", "sales", scored(DAY + day, 0, 1, 2, 1));
        }
        board.scored("a", "sales", scored(DAY, 1, 100, 2, 0));
        assertEquals(SeriesScores.LONGEST + 1, board.accuracy("sales").get(0).pairs());
        assertEquals(1, board.accuracy("sales").get(0).model());
    }

    @Test
    void comparesModelAndBaselineOnlyWhereBothHaveAnError() {
        board.scored(
                "a",
                "sales",
                new ScoredDay(
                        DAY, 0, new float[] {1, 9, Float.NaN}, new float[] {2, Float.NaN, 9}, LEVELS, new byte[][] {
                            {1, 0, -1}
                        }));
        List<ScoreTotals> leads = board.accuracy("sales");
        assertEquals(List.of(1, 0, 0), leads.stream().map(ScoreTotals::pairs).toList());
        assertEquals(1, leads.get(1).counted(0));
        assertEquals(0, leads.get(2).intervals().length);
    }

    @Test
    void whenMemoryIsShortEarlierForecastsGoAndTheNewestStay() {
        long room = 200_000;
        Board small = new Board(room, DAYS);
        int series = 100;
        for (int day = 0; day < 40; day++) {
            for (int i = 0; i < series; i++) {
                small.forecast(issued(forecast("series-" + i, DAY + day, 0)));
                small.scored("series-" + i, "sales", scored(DAY + day, 0, 1, 2, 1));
                assertTrue(small.fill().bytes() <= room, () -> small.fill().toString());
            }
        }
        assertEquals(series, small.fill().series());
        assertEquals(0, small.fill().refused());
        assertTrue(small.fill().forgotten() > 0);
        for (int i = 0; i < series; i++) {
            int[] origins =
                    small.detail(small.find("series-" + i), "sales", null).origins();
            assertEquals(DAY + 39, origins[origins.length - 1]);
        }
        // Nothing that was counted is lost with the days that can no longer be corrected.
        assertEquals(40 * series, small.accuracy("sales").get(0).pairs());
    }

    @Test
    void whenMemoryIsFullFurtherSeriesAreRefusedAndCounted() {
        long room = 200_000;
        Board small = new Board(room, DAYS);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                small.forecast(issued(forecast("series-" + i, DAY + round, 0)));
                small.read(List.of(day("series-" + i, DAY + round, i)));
            }
        }
        Board.Fill fill = small.fill();
        assertTrue(fill.bytes() <= room, fill.toString());
        assertTrue(fill.series() > 100, fill.toString());
        assertEquals(5_000, fill.series() + fill.refused(), 50, fill.toString());
        assertNotNull(small.find("series-0"));
        assertNull(small.find("series-4999"));
    }

    /** Anybody may write to a topic of forecasts. */
    @Test
    void oneForecastOfVeryManyDaysLeavesRoomForOthers() {
        Board small = new Board(1_000_000, DAYS);
        small.forecast(issued(forecast("a", DAY, 0)));
        ForecastShape absurd = new ForecastShape(List.of("sales"), List.of(0.5), 60_000);
        small.forecast(issued(
                new Forecast("huge", DAY, 0, "other", Forecast.Source.MODEL, absurd, new double[absurd.size()])));
        for (int i = 0; i < 100; i++) {
            small.read(List.of(day("series-" + i, DAY, i)));
        }
        assertEquals(0, small.fill().refused(), small.fill().toString());
        assertEquals(102, small.fill().series(), small.fill().toString());
        // One that there is no room for is not taken.
        absurd = new ForecastShape(List.of("sales"), List.of(0.5), 200_000);
        small.forecast(issued(
                new Forecast("larger", DAY, 0, "other", Forecast.Source.MODEL, absurd, new double[absurd.size()])));
        assertNull(small.find("larger"));
        assertTrue(small.fill().bytes() <= 1_000_000, small.fill().toString());
    }

    @Test
    void namesTheTargetsItHasNoRoomFor() {
        for (int i = 0; i < ColumnNames.MOST_TARGETS + 3; i++) {
            board.addTargets(List.of("t" + i));
        }
        assertEquals(ColumnNames.MOST_TARGETS, board.targets().size());
        assertEquals(3, board.fill().targetsLeftOut());
        board.scored("a", "t" + ColumnNames.MOST_TARGETS, scored(DAY, 0, 1, 1, 1));
        assertNull(board.find("a"));
    }

    private static Forecast forecastOf(String target, String key, int origin, int revision, float value) {
        ForecastShape shape = new ForecastShape(List.of(target), List.of(0.5), 2);
        return new Forecast(
                key, origin, revision, "by-" + target, Forecast.Source.MODEL, shape, new double[] {value, value});
    }

    /** Two jobs that write to the same topic: each has its own revisions. */
    @Test
    void forecastsOfOneTargetReplaceNoneOfAnother() {
        board.forecast(issued(
                forecastOf("sales", "a", DAY, 3, 1),
                forecastOf("visits", "a", DAY, 0, 2),
                forecastOf("visits", "a", DAY + 1, 0, 3)));
        SeriesDetail sales = board.detail(board.find("a"), "sales", null);
        assertEquals("by-sales", sales.forecast().model());
        assertEquals(3, sales.forecast().revision());
        assertArrayEquals(new int[] {DAY}, sales.origins());
        assertArrayEquals(
                new double[] {1, 1}, board.line(board.find("a"), "sales", 3).ahead());
        SeriesDetail visits = board.detail(board.find("a"), "visits", DAY);
        assertArrayEquals(new double[] {3, 3}, visits.forecast().values());
        assertArrayEquals(new double[] {2, 2}, visits.earlier().values());
    }

    @Test
    void aForecastOfSeveralTargetsIsThatOfEach() {
        ForecastShape shape = new ForecastShape(List.of("sales", "visits"), List.of(0.1, 0.5), 2);
        board.forecast(issued(
                new Forecast("a", DAY, 0, "m", Forecast.Source.MODEL, shape, new double[] {1, 2, 3, 4, 5, 6, 7, 8})));
        assertArrayEquals(
                new double[] {1, 2, 3, 4}, detail("a", null).forecast().values());
        TargetForecast visits = board.detail(board.find("a"), "visits", null).forecast();
        assertEquals(2, visits.horizon());
        assertEquals(8, visits.value(1, 1));
    }

    /** Names in messages may be anybody's. */
    @Test
    void leavesTargetsWithoutAUsableNameOut() {
        board.forecast(issued(forecastOf("", "a", DAY, 0, 1), forecastOf("x".repeat(201), "a", DAY, 0, 1)));
        assertEquals(List.of(), board.targets());
        assertEquals(2, board.fill().targetsLeftOut());
        assertNull(board.find("a"));
    }

    @Test
    void knowsWhichModelsSpokeSinceWhenAndForHowManySeries() {
        board.forecast(issued(forecast("a", DAY, 0), forecast("b", DAY, 0)));
        board.forecast(issued(forecastOf("sales", "a", DAY + 1, 0, 1), forecastOf("visits", "a", DAY + 1, 0, 1)));
        board.forecast(
                List.of(new IssuedForecast(forecastOf("visits", "c", DAY - 1, 0, 1), IssuedForecast.UNKNOWN_TIME)));
        assertEquals(
                List.of(
                        new ModelUse(
                                "by-visits", DAY - 1, DAY + 1, TIME + DAY + 1, TIME + DAY + 1, 2, Set.of("visits")),
                        new ModelUse("by-sales", DAY + 1, DAY + 1, TIME + DAY + 1, TIME + DAY + 1, 1, Set.of("sales")),
                        new ModelUse("gru48@1f3c9a", DAY, DAY, TIME + DAY, TIME + DAY, 1, Set.of("sales"))),
                board.models());
    }

    /** Names in messages may be anybody's. */
    @Test
    void forgetsTheModelThatHasBeenSilentForLongest() {
        ForecastShape shape = new ForecastShape(List.of("sales"), List.of(0.5), 1);
        for (int i = 0; i <= SpokenModels.MOST; i++) {
            board.forecast(issued(
                    new Forecast("a", DAY, i, "m" + i, Forecast.Source.MODEL, shape, new double[] {1}),
                    new Forecast("a", DAY, 0, "m0", Forecast.Source.MODEL, shape, new double[] {1}),
                    new Forecast("a", DAY, 0, "x".repeat(201), Forecast.Source.MODEL, shape, new double[] {1})));
        }
        List<String> models = board.models().stream().map(ModelUse::model).toList();
        assertEquals(SpokenModels.MOST, models.size());
        assertEquals(List.of("m0", "m" + SpokenModels.MOST), models.subList(0, 2));
        assertFalse(models.contains("m1"));
    }
}
