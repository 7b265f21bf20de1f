package io.undercurrent.calibration.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.ForecastShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RarityTest {

    private static final double CLOSE = 1e-9;

    private final Rarity rarity = new Rarity(new ForecastShape(List.of("a"), List.of(0.1, 0.5, 0.9), 1));

    /** Quantiles 10, 20 and 40: beyond them every 10 downwards and every 20 upwards divide what is left by 5. */
    @ParameterizedTest
    @CsvSource({
        "20, 0.5",
        "10, 0.1",
        "40, 0.9",
        "15, 0.3",
        "30, 0.7",
        "0, 0.02",
        "-10, 0.004",
        "60, 0.98",
        "80, 0.996",
    })
    void theProbabilityIsLinearBetweenQuantilesAndFallsExponentiallyBeyond(double actual, double probability) {
        rarity.measure(new double[] {10, 20, 40}, actual, 0);
        assertEquals(probability, rarity.probability(), CLOSE);
        double tail = Math.min(probability, 1 - probability);
        assertEquals(-Math.log(2 * tail) / Math.log(2), rarity.bits(), CLOSE);
    }

    @Test
    void aValueThatEqualsQuantilesIsAsOrdinaryAsTheOneNearestToTheMedian() {
        rarity.measure(new double[] {0, 0, 3}, 0, 1);
        assertEquals(0.5, rarity.probability());
        assertEquals(0, rarity.bits());
        rarity.measure(new double[] {0, 2, 3}, 0, 1);
        assertEquals(0.1, rarity.probability());
        rarity.measure(new double[] {2, 2, 2}, 2, 1);
        assertEquals(0.5, rarity.probability());
    }

    @Test
    void aForecastWithoutWidthHasTheTailsOfItsScaleAndNoneIsEndless() {
        rarity.measure(new double[] {2, 2, 2}, 3, 20);
        // A twentieth of the scale is 1, and the tail of a tenth is divided by 5 once more.
        assertEquals(2 * Math.log(5) / Math.log(2), rarity.bits(), CLOSE);
        rarity.measure(new double[] {2, 2, 2}, 3, 0);
        assertEquals(Rarity.MOST_BITS, rarity.bits());
        assertEquals(1, rarity.probability());
        rarity.measure(new double[] {2, 2, 2}, 1, Double.NaN);
        assertEquals(Rarity.MOST_BITS, rarity.bits());
        assertTrue(rarity.probability() > 0 && rarity.probability() < 1e-30);
    }

    @Test
    void theMedianAloneHasTailsThatHalveWithEachScale() {
        Rarity ofMedian = new Rarity(new ForecastShape(List.of("a"), List.of(0.5), 1));
        ofMedian.measure(new double[] {10}, 16, 2);
        assertEquals(3, ofMedian.bits(), CLOSE);
        assertEquals(1 - 1 / 16.0, ofMedian.probability(), CLOSE);
        ofMedian.measure(new double[] {10}, 10, 2);
        assertEquals(0, ofMedian.bits());
    }
}
