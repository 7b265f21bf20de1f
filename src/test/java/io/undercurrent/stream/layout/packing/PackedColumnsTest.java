package io.undercurrent.stream.layout.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PackedColumnsTest {

    private static final int ROWS = 70;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private static int roundTrip(double[] values, int columns, String message) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        PackedColumns.write(values, columns, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        double[] read = PackedColumns.read(values.length / columns, columns, in);
        assertEquals(0, in.available(), "every byte is read");
        assertArrayEquals(bits(values), bits(read), message);
        return out.length();
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private double any(int kind) {
        return switch (kind) {
            case 0 -> 100 + random.nextInt(900);
            case 1 -> (Math.round(300 * random.nextDouble()) - 50) / 10.0;
            case 2 -> random.nextInt(2);
            case 3 -> random.nextGaussian();
            case 4 -> (float) random.nextGaussian();
            case 5 -> Double.longBitsToDouble(random.nextLong());
            case 6 -> random.nextBoolean() ? -0.0 : 0.0;
            case 7 -> random.nextBoolean() ? 1L << 53 : -(1L << 53);
            case 8 -> 16_777_217 + 3L * random.nextInt(100);
            default -> Math.round(1e6 * random.nextDouble()) * Math.pow(10, -random.nextInt(18));
        };
    }

    @Test
    void givesBackTheSameBits() throws IOException {
        for (int round = 0; round < 2000; round++) {
            int columns = 1 + random.nextInt(4);
            double[] values = new double[columns * random.nextInt(ROWS)];
            int[] kinds = random.ints(columns, 0, 10).toArray();
            int gaps = random.nextInt(3);
            for (int i = 0; i < values.length; i++) {
                values[i] = gaps > 0 && random.nextInt(gaps) == 0 ? Double.NaN : any(kinds[i % columns]);
            }
            roundTrip(values, columns, "seed " + seed);
        }
    }

    @Test
    void takesLittleForWhatPeopleMeasure() throws IOException {
        double[] values = new double[ROWS];
        for (int kind : new int[] {0, 1, 8}) {
            Arrays.setAll(values, i -> any(kind));
            int bytes = roundTrip(values, 1, "seed " + seed);
            assertTrue(bytes < 2 * ROWS, "kind " + kind + ": " + bytes + " bytes, seed " + seed);
        }
        Arrays.setAll(values, i -> any(3));
        assertEquals(1 + Double.BYTES * ROWS, roundTrip(values, 1, "seed " + seed));
        Arrays.setAll(values, i -> any(4));
        assertEquals(1 + Float.BYTES * ROWS, roundTrip(values, 1, "seed " + seed));
    }
}
