package io.undercurrent.reconciliation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final BitSet ANY_SIGN = new BitSet();
    private static final Hierarchy TWO =
            Hierarchy.of(new LinkedHashMap<>(Map.of("a", List.of("sum"), "b", List.of("sum"))));

    private static double[] minimumTrace(Hierarchy hierarchy, double[] forecasts, double[] variances) {
        return new Reconciliation(hierarchy).minimumTrace(variances, ANY_SIGN, forecasts)[0];
    }

    @Test
    void bottomUpAddsUp() {
        assertArrayEquals(new double[] {10, 20, 30}, new Reconciliation(TWO).bottomUp(new double[] {10, 20, 36}));
    }

    /** The sum is forecast 6 higher than its parts: each of the three gives way by 2, or by its share of the variance. */
    @Test
    void whatIsLessCertainGivesWayMore() {
        assertArrayEquals(
                new double[] {12, 22, 34}, minimumTrace(TWO, new double[] {10, 20, 36}, new double[] {1, 1, 1}), 1e-12);
        assertArrayEquals(
                new double[] {14, 21, 35}, minimumTrace(TWO, new double[] {10, 20, 36}, new double[] {4, 1, 1}), 1e-12);
        assertArrayEquals(
                new double[] {10, 20, 30}, minimumTrace(TWO, new double[] {10, 20, 30}, new double[] {4, 1, 1}), 0);
    }

    @Test
    void aSeriesWithoutForecastIsLeftOut() {
        double[] withoutB = {10, Double.NaN, 16};
        assertArrayEquals(
                new double[] {13, Double.NaN, 13}, minimumTrace(TWO, withoutB, new double[] {1, 9, 1}), 1e-12);
        assertArrayEquals(new double[] {10, Double.NaN, 10}, new Reconciliation(TWO).bottomUp(withoutB));
        double[] withoutSum = {10, 20, Double.NaN};
        assertArrayEquals(withoutSum, minimumTrace(TWO, withoutSum, new double[] {1, 1, 1}));
        assertArrayEquals(withoutSum, new Reconciliation(TWO).bottomUp(withoutSum));
    }

    @Test
    void whatIsNeverNegativeStaysSo() {
        BitSet both = new BitSet();
        both.set(0, 2);
        double[] coherent =
                new Reconciliation(TWO).minimumTrace(new double[] {1, 1, 1}, both, new double[] {1, 20, 6})[0];
        assertArrayEquals(new double[] {0, 15, 15}, coherent, 1e-12);
    }

    /** Where all intervals have no width, all count alike. */
    @Test
    void certaintyOfAllIsNone() {
        assertArrayEquals(
                new double[] {12, 22, 34}, minimumTrace(TWO, new double[] {10, 20, 36}, new double[3]), 1e-12);
    }

    /** The unit of the series decides nothing: shares of a millionth, or more than a float has. */
    @Test
    void anyUnitWillDo() {
        for (double unit : new double[] {1e-9, 1e-6, 1e12, 1e40}) {
            double[] forecasts = {10 * unit, 20 * unit, 36 * unit};
            double[] variances = {4 * unit * unit, unit * unit, unit * unit};
            assertArrayEquals(
                    new double[] {14 * unit, 21 * unit, 35 * unit},
                    minimumTrace(TWO, forecasts, variances),
                    1e-12 * unit,
                    "unit " + unit);
        }
    }

    /** The paper's form, S·(Sᵀ·W⁻¹·S)⁻¹·Sᵀ·W⁻¹·y, on a hierarchy of three levels with crossing sums. */
    @Test
    void isTheGeneralisedLeastSquaresOfThePaper() {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, List<String>> parents = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            parents.put("item-" + i, List.of("store-" + i % 3, "kind-" + i / 4));
        }
        for (int i = 0; i < 3; i++) {
            parents.put("store-" + i, List.of("all"));
            parents.put("kind-" + i, List.of("all"));
        }
        Hierarchy hierarchy = Hierarchy.of(parents);
        int nodes = hierarchy.keys().size();
        int bottom = hierarchy.bottom().size();
        assertEquals(19, nodes);
        RealMatrix summing = new Array2DRowRealMatrix(nodes, bottom);
        for (int i = 0; i < bottom; i++) {
            summing.setEntry(i, i, 1);
        }
        for (int i = 0; i < hierarchy.sums().size(); i++) {
            for (int part : hierarchy.sums().get(i).parts()) {
                summing.setEntry(bottom + i, part, 1);
            }
        }
        double[] forecasts = random.doubles(nodes, 0, 100).toArray();
        double[] variances = random.doubles(nodes, 0.1, 10).toArray();
        RealMatrix weights = MatrixUtils.createRealDiagonalMatrix(
                Arrays.stream(variances).map(variance -> 1 / variance).toArray());
        RealMatrix normal = summing.transpose().multiply(weights).multiply(summing);
        RealMatrix projection = summing.multiply(
                        new LUDecomposition(normal).getSolver().getInverse())
                .multiply(summing.transpose())
                .multiply(weights);
        double[] expected = projection.operate(forecasts);
        assertArrayEquals(expected, minimumTrace(hierarchy, forecasts, variances), 1e-9);
        assertTrue(Math.abs(expected[0] - forecasts[0]) > 0.01, "nothing moved");
    }
}
