package io.undercurrent.nn.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
                Matrix secondTransposed = matrix(n, k, transposed(b, k, n));
                Matrix result = new Matrix(m, n)) {
            result.put(0, c, 0, c.length);
            Matrix.multiply(first, second, beta, result);
            assertArrayEquals(expected, values(result), 1e-4f, "a·b, seed " + seed);
            result.put(0, c, 0, c.length);
            Matrix.multiplyTransposedFirst(firstTransposed, second, beta, result);
            assertArrayEquals(expected, values(result), 1e-4f, "aᵀ·b, seed " + seed);
            result.put(0, c, 0, c.length);
            Matrix.multiplyTransposedSecond(first, secondTransposed, beta, result);
            assertArrayEquals(expected, values(result), 1e-4f, "a·bᵀ, seed " + seed);
        }
    }

    @Test
    void viewsOfRowsShareTheMemory() {
        try (Matrix whole = matrix(5, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
                Matrix swap = matrix(2, 2, new float[] {0, 1, 1, 0})) {
            Matrix middle = whole.rows(1, 2);
            assertArrayEquals(new float[] {3, 4, 5, 6}, values(middle));
            Matrix.multiply(middle, swap, 0, whole.rows(3, 2));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 4, 3, 6, 5}, values(whole));
            middle.put(1, new float[] {9, -1, -2, 9}, 1, 2);
            assertArrayEquals(new float[] {1, 2, 3, 4, -1, -2, 4, 3, 6, 5}, values(whole));
        }
    }

    /** A row of a tile gives the same bits in every place and beside every other row. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 48, 64, 192, 257})
    void companyChangesNoRowOfATile(int units) {
        int tile = 16;
        Random random = new Random(units);
        for (int features : new int[] {1, 5, 16, 48, 64, 130, 500}) {
            float[] row = values(random, features);
            float[] kernel = values(random, features * units);
            float[] expected = null;
            // As a step does it, from some columns of a larger matrix.
            try (Matrix factors = new Matrix(tile, features + 2);
                    TileProduct product = new TileProduct(factors.columns(1, features), kernel)) {
                float[] images = new float[tile * units];
                for (int place = 0; place < tile; place++) {
                    float[] company = values(random, tile * (features + 2));
                    System.arraycopy(row, 0, company, place * (features + 2) + 1, features);
                    factors.put(0, company, 0, company.length);
                    product.run(images);
                    float[] image = Arrays.copyOfRange(images, place * units, (place + 1) * units);
                    if (expected == null) {
                        expected = image;
                        assertArrayEquals(byDefinition(row, kernel, units), image, 2e-4f, "features " + features);
                    }
                    assertArrayEquals(expected, image, "place " + place + ", features " + features);
                }
            }
        }
    }

    private static float[] byDefinition(float[] row, float[] kernel, int units) {
        float[] image = new float[units];
        for (int j = 0; j < units; j++) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += (double) row[i] * kernel[i * units + j];
            }
            image[j] = (float) sum;
        }
        return image;
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
            Matrix first = a.rows(4, 8);
            Matrix part = c.rows(4, 8);
            Matrix.multiply(a, b, 0, c);
            long before = Pointer.totalBytes();
            for (int i = 0; i < 10_000; i++) {
                Matrix.multiply(a, b, 0, c);
                Matrix.multiplyTransposedSecond(first, b, 1, part);
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
            assertThrows(IllegalArgumentException.class, () -> Matrix.multiplyTransposedSecond(a, b, 0, c));
            assertThrows(IllegalArgumentException.class, () -> a.rows(1, 2));
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
