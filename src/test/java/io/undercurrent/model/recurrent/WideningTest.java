package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WideningTest {

    /** Two targets, ages 2 and 8, leads 1 and 4, two quantiles. */
    private static final Widening WIDENING = new Widening(
            List.of(2, 8),
            List.of(1, 4),
            List.of(3.0, 5.0, 7.0, 9.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0));

    private static double[] factors(int target, int age, int lead) {
        double[] factors = new double[2];
        WIDENING.factors(target, age, lead, factors);
        return factors;
    }

    @Test
    void liesOnStraightLinesOverTheLogarithms() {
        assertArrayEquals(new double[] {3, 5}, factors(0, 2, 1));
        assertArrayEquals(new double[] {7, 9}, factors(0, 2, 4));
        assertArrayEquals(new double[] {5, 7}, factors(0, 2, 2), 1e-12, "half way from a day to four");
        assertArrayEquals(new double[] {2, 3}, factors(0, 4, 1), 1e-12, "half way from two days to eight");
        assertArrayEquals(new double[] {3, 4}, factors(0, 4, 2), 1e-12);
        assertArrayEquals(new double[] {2, 2}, factors(1, 2, 3), 1e-12, "the other target");
    }

    @Test
    void staysAsItIsOutside() {
        assertArrayEquals(new double[] {3, 5}, factors(0, 1, 1), "younger");
        assertArrayEquals(new double[] {7, 9}, factors(0, 1, 28), "farther ahead");
        assertTrue(WIDENING.widens(7));
        assertFalse(WIDENING.widens(8));
        assertFalse(Widening.NONE.widens(1));
    }

    @Test
    void refusesWhatIsNoWidening() {
        assertEquals(
                "ages: expected strictly ascending numbers from 1 on, but got [2, 2]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Widening(List.of(2, 2), List.of(1), List.of(1.0, 1.0)))
                        .getMessage());
        assertEquals(
                "factors: expected a multiple of 2 for 2 ages and 1 lead times, but got 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Widening(List.of(1, 2), List.of(1), List.of(1.0, 1.0, 1.0)))
                        .getMessage());
        assertEquals(
                "factors: expected numbers of at least 0, but got -1.0",
                assertThrows(IllegalArgumentException.class, () -> new Widening(List.of(1), List.of(1), List.of(-1.0)))
                        .getMessage());
    }
}
