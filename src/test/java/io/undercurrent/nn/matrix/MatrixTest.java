package io.undercurrent.nn.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void multipliesLikeTheDefinition(long seed) {
        Random random = new Random(seed);
        int m = 1 + random.nextInt(40);
        int k = 1 + random.nextInt(40);
        int n = 1 + random.nextInt(40);
        float[] a = values(random, m * k);
        float[] b = values(random, k * n);
        float[] c = values(random, m * n);
        float beta = random.nextInt(3) / 2f;
        float[] expected = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta * c[i * n + j];
                for (int l = 0; l < k; l++) {
                    sum += (double) a[i * k + l] * b[l * n + j];
                }
                expected[i * n + j] = (float) sum;
            }
        }
        try (Matrix first = matrix(m, k, a);
                Matrix second = matrix(k, n, b);
                Matrix firstTransposed = matrix(k, m, transposed(a, m, k));
                Matrix result = new Matrix(m, n)) {
            result.put(0, c, 0, c.length);
            Matrix.multiply(first, second, beta, result);
            assertArrayEquals(expected, values(result), 1e-4f, "a·b, seed " + seed);
            result.put(0, c, 0, c.length);
            Matrix.multiplyTransposedFirst(firstTransposed, second, beta, result);
            assertArrayEquals(expected, values(result), 1e-4f, "aᵀ·b, seed " + seed);
        }
    }

    @Test
    void givesItsMemoryBack() {
        new Matrix(1, 1).close();
        long before = Pointer.totalBytes();
        try (Matrix matrix = new Matrix(1000, 250)) {
            assertTrue(Pointer.totalBytes() >= before + 1_000_000, "counted: " + (Pointer.totalBytes() - before));
            assertEquals(250, matrix.columns());
        }
        // ND4J's descriptors of a few bytes wait for the garbage collector.
        assertTrue(Pointer.totalBytes() < before + 1000, "left: " + (Pointer.totalBytes() - before));
    }

    @Test
    void productsTakeNoMemoryAndOneThread() {
        try (Matrix a = new Matrix(16, 16);
                Matrix b = new Matrix(16, 16);
                Matrix c = new Matrix(16, 16)) {
            Matrix.multiply(a, b, 0, c);
            long before = Pointer.totalBytes();
            for (int i = 0; i < 10_000; i++) {
                Matrix.multiply(a, b, 0, c);
                Matrix.multiplyTransposedFirst(a, b, 1, c);
            }
            assertEquals(1, openblas_nolapack.blas_get_num_threads());
            assertTrue(Pointer.totalBytes() <= before, "taken: " + (Pointer.totalBytes() - before));
        }
    }

    @Test
    void refusesShapesThatDoNotBelongTogether() {
        try (Matrix a = new Matrix(2, 3);
                Matrix b = new Matrix(4, 5);
                Matrix c = new Matrix(2, 5)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Matrix.multiply(a, b, 0, c));
            assertEquals(
                    "c = a·b: the shapes do not belong together: a is 2 × 3, b is 4 × 5, c is 2 × 5", e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> Matrix.multiplyTransposedFirst(a, b, 0, c));
            assertThrows(IllegalArgumentException.class, () -> a.columns(1, 3));
            assertThrows(IllegalArgumentException.class, () -> a.put(0, new float[7], 0, 7));
            assertThrows(IllegalArgumentException.class, () -> a.get(1, new float[4], 0, 4));
            assertThrows(IllegalArgumentException.class, () -> new Matrix(0, 3));
        }
    }

    private static Matrix matrix(int rows, int columns, float[] values) {
        Matrix matrix = new Matrix(rows, columns);
        matrix.put(0, values, 0, values.length);
        return matrix;
    }

    private static float[] values(Matrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.get(0, values, 0, values.length);
        return values;
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return turned;
    }
}
