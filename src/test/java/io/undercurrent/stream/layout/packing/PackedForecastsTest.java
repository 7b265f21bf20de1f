package io.undercurrent.stream.layout.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.ForecastRows;
import io.undercurrent.calibration.OriginForecast;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PackedForecastsTest {

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Whatever the numbers are, with gaps between origins, days cut off, and places without numbers. */
    @Test
    void givesBackAllForecasts() throws IOException {
        for (int round = 0; round < 300; round++) {
            ForecastRows rows = new ForecastRows(random.nextInt(1, 3), random.nextInt(1, 4), random.nextInt(1, 12));
            int count = random.nextInt(8);
            int[] origins = new int[count];
            int[] firstLeads = new int[count];
            short[][] forecasts = new short[count][];
            int origin = random.nextInt(-20_000, 20_000);
            double level = random.nextGaussian() * Math.pow(10, random.nextInt(-3, 12));
            for (int i = 0; i < count; i++) {
                origin += random.nextInt(4) == 0 ? random.nextInt(1, 15) : 1;
                origins[i] = origin;
                firstLeads[i] = random.nextInt(2) == 0 ? 0 : random.nextInt(rows.horizon() + 1);
                forecasts[i] = rows.from(rows.of(forecast(rows, origin, level)), 0, firstLeads[i]);
            }
            DataOutputSerializer out = new DataOutputSerializer(64);
            PackedForecasts.write(rows, origins, forecasts, out);
            DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
            short[][] read = PackedForecasts.read(rows, origins, firstLeads, in);
            assertEquals(0, in.available(), "every byte is read, seed " + seed);
            for (int i = 0; i < count; i++) {
                assertArrayEquals(forecasts[i], read[i], "origin " + i + " of " + count + ", seed " + seed);
            }
        }
    }

    private OriginForecast forecast(ForecastRows rows, int origin, double level) {
        float[] values = numbers(rows.targets() * rows.quantiles() * rows.horizon());
        float[] baseline = numbers(rows.targets() * rows.horizon());
        float[] scale = new float[rows.targets()];
        double[] reference = new double[rows.targets()];
        for (int target = 0; target < scale.length; target++) {
            scale[target] = random.nextInt(5) == 0
                    ? new float[] {Float.NaN, 0, Float.MAX_VALUE, Float.MIN_VALUE}[random.nextInt(4)]
                    : random.nextFloat() * 4;
            reference[target] = level;
        }
        return new OriginForecast(origin, 0, false, 9, reference, values, baseline, scale);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        float size = random.nextInt(6) == 0 ? 1e30f : 5;
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() * size;
        }
        if (random.nextInt(5) == 0) {
            Arrays.fill(numbers, Float.NaN);
        } else if (random.nextInt(5) == 0) {
            numbers[random.nextInt(count)] = random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
        }
        return numbers;
    }

    /** From origin to origin all is shifted by as much, so that the changes of one column tell the others. */
    @Test
    void takesFewBytesWhereForecastsResembleThoseOfTheDayBefore() throws IOException {
        ForecastRows rows = new ForecastRows(1, 3, 28);
        int[] origins = new int[28];
        short[][] forecasts = new short[28][];
        double level = 0;
        for (int i = 0; i < origins.length; i++) {
            origins[i] = 20_000 + i;
            level += random.nextGaussian();
            float[] values = new float[3 * 28];
            float[] baseline = new float[28];
            for (int lead = 0; lead < 28; lead++) {
                baseline[lead] = (float) (300 + 40 * Math.sin(0.9 * (i + lead)) + level);
                for (int quantile = 0; quantile < 3; quantile++) {
                    values[quantile * 28 + lead] = baseline[lead] + (quantile - 1) * (float) Math.sqrt(lead + 1);
                }
            }
            forecasts[i] = rows.of(
                    new OriginForecast(origins[i], 0, false, 9, new double[1], values, baseline, new float[] {5}));
        }
        DataOutputSerializer out = new DataOutputSerializer(64);
        PackedForecasts.write(rows, origins, forecasts, out);
        double bits = 8.0 * out.length() / (28 * 28 * 4);
        assertTrue(bits < 8, bits + " bits a number, seed " + seed);
    }

    @Test
    void givesBackWhatWasLearnt() throws IOException {
        for (int round = 0; round < 300; round++) {
            int count = random.nextInt(6);
            int length = random.nextInt(9);
            float[][] arrays = new float[count][length];
            for (int place = 0; place < length; place++) {
                int kind = random.nextInt(5);
                float value = random.nextFloat() * 100;
                for (int i = 0; i < count; i++) {
                    value += (float) random.nextGaussian();
                    arrays[i][place] = switch (kind) {
                        case 0 -> value;
                        case 1 -> (float) (Math.rint(value * 4096) / 4096) + 0f;
                        case 2 -> random.nextInt(-100, 100) + 0.5f;
                        case 3 -> new float[] {Float.NaN, -0f, Float.NEGATIVE_INFINITY, 3e38f}[random.nextInt(4)];
                        default -> 20_000.5f;
                    };
                }
            }
            DataOutputSerializer out = new DataOutputSerializer(64);
            float[] numbers = new float[1 + count * length];
            int[] begins = new int[count];
            for (int i = 0; i < count; i++) {
                begins[i] = 1 + (count - 1 - i) * length;
                System.arraycopy(arrays[i], 0, numbers, begins[i], length);
            }
            PackedLearnt.write(numbers, begins, length, out);
            DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
            float[][] read = PackedLearnt.read(count, length, in);
            assertEquals(0, in.available(), "every byte is read, seed " + seed);
            for (int i = 0; i < count; i++) {
                for (int place = 0; place < length; place++) {
                    assertEquals(
                            Float.floatToRawIntBits(arrays[i][place]),
                            Float.floatToRawIntBits(read[i][place]),
                            "seed " + seed);
                }
            }
        }
    }

    @Test
    void givesBackCounts() throws IOException {
        int[] counts = {0, 0, 0, -1, 300, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1, 0, 0, 0};
        DataOutputSerializer out = new DataOutputSerializer(64);
        PackedCounts.write(counts, 3, out);
        PackedCounts.write(new int[200], 1, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertArrayEquals(counts, PackedCounts.read(4, 3, in));
        assertEquals(26, in.available(), "a bit each, and a length");
        assertArrayEquals(new int[200], PackedCounts.read(200, 1, in));
    }
}
