package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Compresses arrays of one length in which each number is near the one at its place in the array before, without loss. Numbers that are
 * whole multiples of 2<sup>-17</sup>, as what is learnt is rounded to, stand as differences from the one before, or
 * as what these differ by from those at the place before, without the zeros that all of them end in. Others stand as their bits where these differ from those before.
 */
public final class PackedLearnt {

    private static final double STEPS = 1 << 17;

    /** Steps from here on are not told apart from larger floats, which have no fractions. */
    private static final double MOST = 1L << 48;

    /** Bits that say in how many zeros all differences end. */
    private static final int ZEROS = 5;

    private static final int MOST_ZEROS = (1 << ZEROS) - 1;

    private PackedLearnt() {}

    public static void write(float[][] arrays, DataOutputView out) throws IOException {
        BitWriter bits = new BitWriter();
        int length = arrays.length == 0 ? 0 : arrays[0].length;
        long[] beside = new long[arrays.length];
        long[] column = new long[arrays.length];
        for (int place = 0; place < length; place++) {
            boolean whole = true;
            for (int i = 0; i < column.length && whole; i++) {
                whole = isWhole(arrays[i][place]);
            }
            long before = 0;
            for (int i = 0; i < column.length; i++) {
                float value = arrays[i][place];
                long now = whole ? (long) (value * STEPS) : Float.floatToRawIntBits(value) & 0xffffffffL;
                column[i] = whole ? now - before : now ^ before;
                before = now;
            }
            bits.write(whole ? 1 : 0, 1);
            if (whole) {
                writeWhole(column, beside, bits);
                System.arraycopy(column, 0, beside, 0, column.length);
            } else {
                writeChanges(column, bits);
            }
        }
        bits.finish(out);
    }

    /** Writes the first number of a column and its changes, these less those of the column beside it where that is shorter. */
    private static void writeWhole(long[] column, long[] beside, BitWriter bits) {
        long alone = 0;
        long less = 0;
        for (int i = 1; i < column.length; i++) {
            alone += Math.abs(column[i]);
            less += Math.abs(column[i] - beside[i]);
        }
        bits.write(less < alone ? 1 : 0, 1);
        long[] changes = column;
        if (less < alone) {
            changes = column.clone();
            for (int i = 1; i < column.length; i++) {
                changes[i] -= beside[i];
            }
        }
        writeChanges(changes, bits);
    }

    private static void writeChanges(long[] column, BitWriter bits) {
        long ends = 0;
        for (long change : column) {
            ends |= change;
        }
        int zeros = ends == 0 ? 0 : Math.min(MOST_ZEROS, Long.numberOfTrailingZeros(ends));
        bits.write(zeros, ZEROS);
        bits.writeOne(column[0] >> zeros);
        long[] changes = new long[column.length - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = column[i + 1] >> zeros;
        }
        bits.writeGroup(changes, changes.length);
    }

    private static boolean isWhole(float value) {
        double steps = value * STEPS;
        return steps == Math.rint(steps)
                && Math.abs(steps) < MOST
                && (value != 0 || Float.floatToRawIntBits(value) == 0);
    }

    /** Reads arrays of a length. */
    public static float[][] read(int count, int length, DataInputView in) throws IOException {
        BitReader bits = new BitReader(in);
        float[][] arrays = new float[count][length];
        long[] beside = new long[count];
        long[] column = new long[count];
        for (int place = 0; place < length && count > 0; place++) {
            boolean whole = bits.read(1) != 0;
            boolean less = whole && bits.read(1) != 0;
            readChanges(column, bits);
            long before = 0;
            for (int i = 0; i < count; i++) {
                column[i] += less && i > 0 ? beside[i] : 0;
                before = whole ? before + column[i] : before ^ column[i];
                arrays[i][place] = whole ? (float) (before / STEPS) : Float.intBitsToFloat((int) before);
            }
            if (whole) {
                System.arraycopy(column, 0, beside, 0, count);
            }
        }
        return arrays;
    }

    private static void readChanges(long[] column, BitReader bits) {
        int zeros = (int) bits.read(ZEROS);
        column[0] = bits.readOne() << zeros;
        long[] changes = new long[column.length - 1];
        bits.readGroup(changes, changes.length);
        for (int i = 0; i < changes.length; i++) {
            column[i + 1] = changes[i] << zeros;
        }
    }
}
