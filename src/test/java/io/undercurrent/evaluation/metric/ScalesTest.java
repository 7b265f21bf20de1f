package io.undercurrent.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScalesTest {

    private static final double GAP = Double.NaN;

    @Test
    void scalesAreTheErrorsOfTheNaiveForecastsInTraining() {
        Scales scales = Scales.of(new double[] {1, 2, 3, 4, 5, 6, 7, 3, 0});
        // A week apart: |3 − 1| and |0 − 2|.
        assertEquals(2.0, scales.absolute());
        // A day apart: six steps of 1, then 16 and 9.
        assertEquals((6 + 4 + 3) / 8.0, scales.daily());
        assertEquals((6 + 16 + 9) / 8.0, scales.squared());
    }

    @Test
    void missingDaysTakeTheirPairsOut() {
        Scales scales = Scales.of(new double[] {1, GAP, 3, 4, 5, 6, 7, 3, 0, 13});
        assertEquals((2 + 10) / 2.0, scales.absolute());
        assertEquals((4 + 16 + 9 + 169) / 7.0, scales.squared());
    }

    @Test
    void leadingZerosCountForTheSquaredScaleAlone() {
        Scales scales = Scales.of(new double[] {0, 0, GAP, 0, 4, 4, 6, 2, 0});
        assertEquals((0 + 4 + 16 + 4) / 4.0, scales.squared());
        assertEquals((2 + 0) / 2.0, scales.absolute());
    }

    @Test
    void whatDoesNotVaryOrSufficeHasNoScale() {
        assertEquals(new Scales(GAP, GAP, GAP), Scales.of(new double[] {5, 5, 5, 5, 5, 5, 5, 5, 5}));
        assertEquals(new Scales(GAP, GAP, GAP), Scales.of(new double[] {}));
        assertEquals(new Scales(GAP, 1.0, 1.0), Scales.of(new double[] {1, 2, 3, 4, 5, 6, 7}));
        assertEquals(new Scales(GAP, GAP, GAP), Scales.of(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0}));
    }
}
