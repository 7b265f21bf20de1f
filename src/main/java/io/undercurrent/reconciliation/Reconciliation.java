package io.undercurrent.reconciliation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Makes the forecasts of one day add up. In all arrays the bottom series come first, in their order, then the sums in theirs. A NaN is a series
 * that has no forecast: it gets none, and the sums above it are those of the others.
 */
final class Reconciliation {

    /** Of the mean variance: no series is taken to be known exactly. */
    private static final double LEAST_VARIANCE = 1e-6;

    /** The matrix is positive definite in whatever unit the series are: one of 1e-9 has variances of 1e-18. */
    private static final double LEAST_PIVOT = 0;

    private final int bottom;
    /** By sum: positions of the bottom series in it. */
    private final int[][] parts;

    Reconciliation(Hierarchy hierarchy) {
        bottom = hierarchy.bottom().size();
        parts = hierarchy.sums().stream()
                .map(sum -> sum.parts().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Each sum is what its parts are forecast to be. */
    double[] bottomUp(double[] forecasts) {
        double[] coherent = forecasts.clone();
        for (int i = 0; i < parts.length; i++) {
            if (!Double.isNaN(forecasts[bottom + i])) {
                coherent[bottom + i] = sum(i, forecasts);
            }
        }
        return coherent;
    }

    /**
     * Minimum trace with the variance of each series (WLS of Wickramasuriya, Athanasopoulos and Hyndman 2019), in the form {@code y −
     * W·Cᵀ·(C·W·Cᵀ)⁻¹·C·y} with one row of C a sum: its matrix has a row and column for each sum, however many bottom series there are.
     *
     * @param variances of the errors of the forecasts, all in the same proportion to their true ones; where all are 0 all count alike
     * @param nonNegative by position: series that are never below 0; what would be is set to 0
     * @param forecasts of several kinds, each a NaN where the first is
     */
    double[][] minimumTrace(double[] variances, BitSet nonNegative, double[]... forecasts) {
        int[] stated = IntStream.range(0, parts.length)
                .filter(i -> !Double.isNaN(forecasts[0][bottom + i]))
                .toArray();
        double[] weights = weights(forecasts[0], variances);
        DecompositionSolver solver = stated.length == 0 ? null : solver(stated, weights);
        return Arrays.stream(forecasts)
                .map(of -> stated.length == 0 ? of : bottomUp(moved(of, stated, weights, solver, nonNegative)))
                .toArray(double[][]::new);
    }

    private double[] moved(
            double[] forecasts, int[] stated, double[] weights, DecompositionSolver solver, BitSet nonNegative) {
        double[] gaps = Arrays.stream(stated)
                .mapToDouble(i -> sum(i, forecasts) - forecasts[bottom + i])
                .toArray();
        RealVector multipliers = solver.solve(new ArrayRealVector(gaps, false));
        double[] moved = forecasts.clone();
        for (int row = 0; row < stated.length; row++) {
            for (int part : parts[stated[row]]) {
                moved[part] -= weights[part] * multipliers.getEntry(row);
            }
        }
        nonNegative.stream().filter(part -> part < bottom).forEach(part -> moved[part] = Math.max(0, moved[part]));
        return moved;
    }

    /** Of C·W·Cᵀ: the weights that two sums share, and on the diagonal that of the sum itself as well. */
    private DecompositionSolver solver(int[] stated, double[] weights) {
        RealMatrix products = new Array2DRowRealMatrix(stated.length, stated.length);
        double[] own = new double[bottom];
        for (int row = 0; row < stated.length; row++) {
            Arrays.fill(own, 0);
            for (int part : parts[stated[row]]) {
                own[part] = weights[part];
            }
            for (int column = 0; column <= row; column++) {
                double shared = 0;
                for (int part : parts[stated[column]]) {
                    shared += own[part];
                }
                products.setEntry(row, column, shared);
                products.setEntry(column, row, shared);
            }
            products.addToEntry(row, row, weights[bottom + stated[row]]);
        }
        return new CholeskyDecomposition(
                        products, CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD, LEAST_PIVOT)
                .getSolver();
    }

    /** Variances above 0; 0 for bottom series without a forecast, which cannot give way. */
    private static double[] weights(double[] forecasts, double[] variances) {
        double mean = IntStream.range(0, forecasts.length)
                .filter(i -> !Double.isNaN(forecasts[i]))
                .mapToDouble(i -> variances[i])
                .average()
                .orElse(0);
        double least = mean > 0 ? LEAST_VARIANCE * mean : 1;
        return IntStream.range(0, forecasts.length)
                .mapToDouble(i -> Double.isNaN(forecasts[i]) ? 0 : Math.max(least, variances[i]))
                .toArray();
    }

    /** Of the parts of a sum that have a forecast. */
    private double sum(int index, double[] forecasts) {
        double sum = 0;
        for (int part : parts[index]) {
            sum += Double.isNaN(forecasts[part]) ? 0 : forecasts[part];
        }
        return sum;
    }
}
