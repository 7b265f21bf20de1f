package io.undercurrent.nn.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.undercurrent.nn.matrix.OuterProduct.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {

    private static final int TILE = 16;

    static Stream<Arguments> widths() {
        return TestBackends.all().stream()
                .flatMap(backend -> Stream.of(1, 3, 20, 48, 64, 192, 257).map(units -> Arguments.of(backend, units)));
    }

    /** A row gives the same bits in every place, beside every other row, and in a tile that is not full. */
    @ParameterizedTest
    @MethodSource("widths")
    void companyChangesNoRow(Backend backend, int units) {
        Random random = new Random(units);
        for (int features : new int[] {1, 5, 16, 48, 64, 130, 500}) {
            float[] row = values(random, features);
            float[] kernel = values(random, features * units);
            float[] expected = null;
            // As a step does it, from some columns of wider rows.
            int width = features + 2;
            try (Factors factors = backend.factors(TILE, width)) {
                Product product = factors.product(1, features, units);
                product.putKernel(kernel, 0, units);
                float[] images = new float[TILE * units];
                for (int place = 0; place < TILE; place++) {
                    float[] company = values(random, TILE * width);
                    System.arraycopy(row, 0, company, place * width + 1, features);
                    factors.take(company, 0, place + 1 + random.nextInt(TILE - place));
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

    static List<Backend> backends() {
        return TestBackends.all();
    }

    /** Kernels inside of larger ones, rows inside of a longer array. */
    @ParameterizedTest
    @MethodSource("backends")
    void productsOfParts(Backend backend) {
        long seed = 3;
        Random random = new Random(seed);
        float[] rows = values(random, 5 + 30 * 7);
        float[] kernels = values(random, 11 + 7 * 40);
        float[] images = new float[30 * 21];
        try (Factors factors = backend.factors(30, 7)) {
            Product product = factors.product(0, 7, 21);
            product.putKernel(kernels, 11, 40);
            factors.take(rows, 5, 30);
            product.run(images);
        }
        for (int row = 0; row < 30; row++) {
            for (int unit = 0; unit < 21; unit++) {
                double sum = 0;
                for (int k = 0; k < 7; k++) {
                    sum += (double) rows[5 + row * 7 + k] * kernels[11 + k * 40 + unit];
                }
                assertEquals(sum, images[row * 21 + unit], 1e-5, "row " + row + ", unit " + unit + ", seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void outerProductsAreAddedUp(Backend backend) {
        long seed = 4;
        Random random = new Random(seed);
        int[][] shapes = {{6, 19}, {19, 6}, {1, 1}, {3, 90}, {33, 3}, {5, 80}};
        for (int[] shape : shapes) {
            int features = shape[0];
            int units = shape[1];
            int xStride = features + 3;
            int yStride = units + 6;
            for (int count : new int[] {1, 127, 128, 300}) {
                float[] x = values(random, 2 + count * xStride);
                float[] y = values(random, 3 + count * yStride);
                float[] sums = new float[7 + features * units];
                Arrays.fill(sums, 1);
                try (OuterProduct product = backend.outerProduct(300, features, units)) {
                    Columns noX = new Columns(new float[300 * xStride], 0, xStride);
                    Columns noY = new Columns(new float[300 * yStride], 0, yStride);
                    product.addTo(sums, 7, 300, noX, noY);
                    product.addTo(sums, 7, count, new Columns(x, 2, xStride), new Columns(y, 3, yStride));
                }
                for (int i = 0; i < features * units; i++) {
                    double sum = 1;
                    for (int row = 0; row < count; row++) {
                        sum += (double) x[2 + row * xStride + i / units] * y[3 + row * yStride + i % units];
                    }
                    String what = Arrays.toString(shape) + ", " + count + " rows, element " + i + ", seed " + seed;
                    assertEquals(sum, sums[7 + i], 1e-4, what);
                }
                assertEquals(1, sums[6]);
            }
        }
    }

    /** The gates of both implementations, in vectors and in what is left over, with what is no number among them. */
    @Test
    void functionsHaveTheSameBitsEverywhere() {
        long seed = 5;
        Random random = new Random(seed);
        int count = 1003;
        float[][] planes = new float[7][count];
        for (float[] plane : planes) {
            for (int i = 0; i < count; i++) {
                plane[i] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
            }
            plane[random.nextInt(count)] = Float.NaN;
            plane[random.nextInt(count)] = Float.POSITIVE_INFINITY;
            plane[random.nextInt(count)] = -0f;
        }
        float[][] first = null;
        for (Backend backend : TestBackends.all()) {
            float[][] gru = copy(planes);
            backend.functions().gru(gru[0], gru[1], gru[2], gru[3], gru[4], gru[5], count);
            backend.functions().tanh(gru[6], count - 1);
            float[][] lstm = copy(planes);
            float[][] gates = {lstm[0], lstm[1], lstm[2], lstm[3], lstm[4]};
            backend.functions().lstm(gates, lstm[5], lstm[5], lstm[6], count);
            float[][] all = Stream.concat(Stream.of(gru), Stream.of(lstm)).toArray(float[][]::new);
            if (first == null) {
                first = all;
            }
            for (int i = 0; i < all.length; i++) {
                assertArrayEquals(first[i], all[i], "plane " + i + ", seed " + seed);
            }
        }
    }

    /** Windows of all lengths, down to those that are hardly longer than the lags. */
    @ParameterizedTest
    @ValueSource(ints = {30, 31, 57, 402, 1100})
    void laggedProductsHaveTheSameBitsEverywhere(int length) {
        Random random = new Random(length);
        float[] a = values(random, length);
        float[] b = values(random, length);
        double[] first = new double[29];
        double[] second = new double[29];
        Backends.blas().functions().laggedProducts(a, b, 1, 29, first);
        Backends.vector().orElseThrow().functions().laggedProducts(a, b, 1, 29, second);
        assertArrayEquals(first, second);
        for (int i = 0; i < 29; i++) {
            double sum = 0;
            for (int t = 1 + i; t < length; t++) {
                sum += (double) a[t] * b[t - 1 - i];
            }
            assertEquals(sum, first[i], 1e-4, "lag " + (1 + i));
        }
    }

    private static float[][] copy(float[][] planes) {
        return Stream.of(planes).map(float[]::clone).toArray(float[][]::new);
    }

    @Test
    void theVectorApiIsPickedWhereItIsThere() {
        assertSame(Backends.vector().orElseThrow(), Backends.current());
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
