package io.undercurrent.nn;

import java.util.Random;

/** Values of weights before training, as Keras chooses them. The same seed gives the same values. */
final class Initialiser {

    private final Random random;

    Initialiser(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Uniform within ±√(6 / (rows + columns)): keeps the variance of values and of gradients from layer to layer
     * (Glorot and Bengio 2010).
     */
    Weight glorotUniform(String name, int rows, int columns) {
        double limit = Math.sqrt(6.0 / (rows + columns));
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        return new Weight(name, rows, columns, values);
    }

    /**
     * Orthonormal rows in random directions: a state keeps its norm when multiplied repeatedly (Saxe et al. 2014). Made
     * by Gram–Schmidt from a matrix of normal numbers, twice for each row to remove rounding errors.
     *
     * @param columns at least {@code rows}
     */
    Weight orthogonal(String name, int rows, int columns) {
        double[][] q = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                q[row][column] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int earlier = 0; earlier < row; earlier++) {
                    subtractProjection(q[row], q[earlier]);
                }
                normalise(q[row]);
            }
        }
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) q[i / columns][i % columns];
        }
        return new Weight(name, rows, columns, values);
    }

    static Weight zeros(String name, int columns) {
        return new Weight(name, 1, columns, new float[columns]);
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double length = dot(vector, unit);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= length * unit[i];
        }
    }

    private static void normalise(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
