package io.undercurrent.model.baseline;

/** Solves small systems of equations whose matrix is symmetric and positive definite, by Cholesky's factors, in place. */
public final class PositiveDefinite {

    private PositiveDefinite() {}

    /**
     * Replaces the lower triangle of a matrix by its Cholesky factor.
     *
     * @param matrix (size, size), row-major
     */
    public static void factorise(double[] matrix, int size) {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row * size + column];
                for (int k = 0; k < column; k++) {
                    sum -= matrix[row * size + k] * matrix[column * size + k];
                }
                matrix[row * size + column] = row == column ? Math.sqrt(sum) : sum / matrix[column * size + column];
            }
        }
    }

    /**
     * Replaces the right-hand side by the solution.
     *
     * @param factor result of {@link #factorise}
     */
    public static void solve(double[] factor, int size, double[] rightHandSide) {
        for (int row = 0; row < size; row++) {
            for (int k = 0; k < row; k++) {
                rightHandSide[row] -= factor[row * size + k] * rightHandSide[k];
            }
            rightHandSide[row] /= factor[row * size + row];
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                rightHandSide[row] -= factor[k * size + row] * rightHandSide[k];
            }
            rightHandSide[row] /= factor[row * size + row];
        }
    }
}
