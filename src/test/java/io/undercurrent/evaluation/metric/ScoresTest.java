package io.undercurrent.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.CentralInterval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final double EPSILON = 1e-12;
    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);

    private static ErrorTally points(int horizon, double[][] leadActualForecast) {
        ErrorTally tally = new ErrorTally(List.of(), horizon);
        for (double[] one : leadActualForecast) {
            tally.addPoint((int) one[0], one[1], one[2], one[2]);
        }
        return tally;
    }

    private static SeriesErrors series(ErrorTally errors, double absolute, double squared, double weight) {
        return new SeriesErrors(errors, new Scales(absolute, 2 * absolute, squared), weight);
    }

    /** Two series, two lead times; the second series misses a day. */
    private static final List<SeriesErrors> TWO = List.of(
            series(points(2, new double[][] {{0, 10, 13}, {1, 20, 16}}), 2, 4, 0.25),
            series(points(2, new double[][] {{0, 100, 105}}), 10, 100, 0.75));

    @Test
    void scaledErrorsAreMeansOverTheSeries() {
        Scores scores = Scores.of(TWO);
        assertEquals((3.5 / 2 + 5.0 / 10) / 2, scores.mase(), EPSILON);
        assertEquals(scores.mase() / 2, scores.dailyMase(), EPSILON);
        double first = Math.sqrt((9 + 16) / 2.0 / 4);
        double second = Math.sqrt(25 / 100.0);
        assertEquals((first + second) / 2, scores.rmsse(), EPSILON);
        assertEquals(0.25 * first + 0.75 * second, scores.wrmsse(), EPSILON);
        assertEquals(((200 * 3 / 23.0 + 200 * 4 / 36.0) / 2 + 200 * 5 / 205.0) / 2, scores.smape(), EPSILON);
    }

    @Test
    void errorsByLeadTimePoolTheSeries() {
        Scores scores = Scores.of(TWO);
        assertEquals(List.of(4.0, 4.0), scores.maeByLead());
        assertEquals(List.of(Math.sqrt((9 + 25) / 2.0), 4.0), scores.rmseByLead());
        assertEquals(4, scores.mae(), EPSILON);
        assertEquals((Math.sqrt(17) + 4) / 2, scores.rmse(), EPSILON);
        assertEquals(2, scores.series());
        assertEquals(3, scores.values());
    }

    @Test
    void seriesWithoutAScaleOrADayAreLeftOut() {
        ErrorTally nothing = points(2, new double[][] {});
        Scores scores = Scores.of(List.of(
                TWO.get(0),
                series(points(2, new double[][] {{0, 5, 5}}), Double.NaN, Double.NaN, 0.5),
                series(nothing, 1, 1, 0)));
        assertEquals(3.5 / 2, scores.mase(), EPSILON);
        assertEquals(2, scores.series());
        assertEquals(1, scores.scaledSeries());
        assertTrue(Double.isNaN(scores.wrmsse()), "a weighted series without a scale leaves the sum undefined");
        assertEquals(1, scores.weightedWithoutRmsse());
    }

    @Test
    void aSeriesOfWeightZeroNeedsNoScaleForTheWeightedScore() {
        SeriesErrors flat = series(points(2, new double[][] {{0, 5, 6}}), Double.NaN, Double.NaN, 0);
        Scores scores = Scores.of(List.of(TWO.get(0), TWO.get(1), flat));
        assertEquals(Scores.of(TWO).wrmsse(), scores.wrmsse());
        assertEquals(0, scores.weightedWithoutRmsse());
    }

    @Test
    void aLeadTimeWithoutDaysCountsForNoMean() {
        Scores scores = Scores.of(List.of(series(points(3, new double[][] {{0, 1, 2}, {2, 1, 4}}), 1, 1, 1)));
        assertTrue(Double.isNaN(scores.maeByLead().get(1)));
        assertEquals(2, scores.mae(), EPSILON);
        assertEquals(2, scores.rmse(), EPSILON);
    }

    @Test
    void zerosAreCountedAndLeaveTheWeightedLossUndefinedIfThereIsNothingElse() {
        ErrorTally tally = new ErrorTally(QUANTILES, 2);
        add(tally, 0, 0, -1, 0, 1);
        add(tally, 1, 0, -1, 0, 1);
        assertEquals(1, Scores.of(List.of(series(tally, 1, 1, 1))).zeros());
        assertTrue(Double.isNaN(Scores.of(List.of(series(tally, 1, 1, 1))).wql()));
        add(tally, 1, 3, -1, 0, 1);
        assertEquals(2 / 3.0, Scores.of(List.of(series(tally, 1, 1, 1))).zeros());
    }

    @Test
    void zeroForecastForZeroIsNoError() {
        ErrorTally tally = points(1, new double[][] {{0, 0, 0}, {0, 0, 3}});
        assertEquals(100, tally.meanSymmetric(), EPSILON);
    }

    @Test
    void quantilesAreScoredByPinballLossAndCoverage() {
        ErrorTally tally = new ErrorTally(QUANTILES, 2);
        // Inside; below; on the upper edge, which is inside.
        add(tally, 0, 10, 8, 11, 14);
        add(tally, 0, 5, 8, 11, 14);
        add(tally, 1, 14, 8, 11, 14);
        Scores scores = Scores.of(List.of(series(tally, 1, 1, 1)));
        double inside = 0.1 * 2 + 0.5 * 1 + 0.1 * 4;
        double below = 0.9 * 3 + 0.5 * 6 + 0.1 * 9;
        double edge = 0.1 * 6 + 0.5 * 3;
        assertEquals((inside + below + edge) / 9, scores.pinball(), EPSILON);
        assertEquals(2 * (inside + below + edge) / 3 / (10 + 5 + 14), scores.wql(), EPSILON);
        assertEquals(List.of(new Scores.Coverage(0.8, 2 / 3.0, List.of(0.5, 1.0))), scores.coverage());
        assertEquals(
                List.of(
                        new Scores.Calibration(0.1, 1 / 3.0),
                        new Scores.Calibration(0.5, 2 / 3.0),
                        new Scores.Calibration(0.9, 1.0)),
                scores.calibration());
    }

    private static void add(ErrorTally tally, int lead, double actual, double... quantiles) {
        tally.addPoint(lead, actual, quantiles[1], quantiles[1]);
        tally.addQuantiles(lead, actual, quantiles);
    }

    @Test
    void pointForecastsAloneHaveNoCoverage() {
        ErrorTally tally = new ErrorTally(QUANTILES, 1);
        tally.addPoint(0, 1, 2, 2);
        Scores scores = Scores.of(List.of(series(tally, 1, 1, 1)));
        assertTrue(Double.isNaN(scores.pinball()));
        assertEquals(List.of(), scores.coverage());
    }

    @Test
    void severalTargetsAreAveragedNumberByNumber() {
        Scores one = Scores.of(List.of(TWO.get(0)));
        Scores other = Scores.of(List.of(series(points(2, new double[][] {{0, 1, 2}, {1, 1, 3}}), 1, 1, 1)));
        Scores mean = Scores.mean(List.of(one, other));
        assertEquals((one.mase() + other.mase()) / 2, mean.mase(), EPSILON);
        assertEquals((one.rmse() + other.rmse()) / 2, mean.rmse(), EPSILON);
        assertEquals(List.of((3 + 1) / 2.0, (4 + 2) / 2.0), mean.maeByLead());
        assertEquals(4, mean.values());
        assertThrows(IllegalArgumentException.class, () -> Scores.mean(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Scores.of(List.of()));
    }

    @Test
    void centralIntervalsAreThePairsAboutTheMedian() {
        assertEquals(
                List.of(new CentralInterval(0, 4, 0.95), new CentralInterval(1, 3, 0.8)),
                CentralInterval.of(List.of(0.025, 0.1, 0.5, 0.9, 0.975)));
        assertEquals(List.of(), CentralInterval.of(List.of(0.1, 0.5, 0.8)));
    }
}
