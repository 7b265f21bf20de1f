package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Compresses arrays of one length in which each number is near the one at its place in the array before, without loss. Numbers that are
 * whole multiples of 2<sup>-17</sup>, as what is learnt is rounded to, are stored as differences from the array
 * before, or as the differences of these from place to place, without the zeros that all of them end in. Of others, the bits are stored
 * that differ from those in the array before.
 */
public final class PackedLearnt {

    private static final double STEPS = 1 << 17;

    /** Steps from here on are not told apart from larger floats, which have no fractions. */
    private static final long MOST = 1L << 48;

    private static final int MINUS_ZERO = Float.floatToRawIntBits(-0f);

    /** Bits that say in how many zeros all differences end. */
    private static final int ZEROS = 5;

    private static final int MOST_ZEROS = (1 << ZEROS) - 1;

    private PackedLearnt() {}

    /**
     * @param numbers in which the arrays lie
     * @param begins where each of them begins
     */
    public static void write(float[] numbers, int[] begins, int length, DataOutputView out) throws IOException {
        BitWriter bits = new BitWriter();
        int count = begins.length;
        long[] beside = new long[count];
        long[] column = new long[count];
        long[] changes = new long[count];
        for (int place = 0; place < length && count > 0; place++) {
            boolean whole = putSteps(numbers, begins, place, column);
            if (!whole) {
                putBits(numbers, begins, place, column);
            }
            bits.write(whole ? 1 : 0, 1);
            System.arraycopy(column, 0, changes, 0, count);
            if (whole) {
                tellFromBeside(changes, beside, bits);
                System.arraycopy(column, 0, beside, 0, count);
            }
            writeChanges(changes, bits);
        }
        bits.finish(out);
    }

    /** Makes the changes of a column those less the changes of the column beside it, where that is shorter. */
    private static void tellFromBeside(long[] changes, long[] beside, BitWriter bits) {
        long alone = 0;
        long less = 0;
        for (int i = 1; i < changes.length; i++) {
            alone += Math.abs(changes[i]);
            less += Math.abs(changes[i] - beside[i]);
        }
        bits.write(less < alone ? 1 : 0, 1);
        for (int i = 1; i < changes.length && less < alone; i++) {
            changes[i] -= beside[i];
        }
    }

    /** Writes the first number of a column and its changes. */
    private static void writeChanges(long[] changes, BitWriter bits) {
        long ends = 0;
        for (long change : changes) {
            ends |= change;
        }
        int zeros = ends == 0 ? 0 : Math.min(MOST_ZEROS, Long.numberOfTrailingZeros(ends));
        for (int i = 0; i < changes.length; i++) {
            changes[i] >>= zeros;
        }
        bits.write(zeros, ZEROS);
        bits.writeOne(changes[0]);
        bits.writeGroup(changes, 1);
    }

    /** Puts the numbers of a place in steps, each less the one before. Returns whether all are whole. */
    private static boolean putSteps(float[] numbers, int[] begins, int place, long[] column) {
        boolean whole = true;
        long before = 0;
        for (int i = 0; i < begins.length; i++) {
            float value = numbers[begins[i] + place];
            // Exact: a multiplication by a power of two.
            float scaled = value * (float) STEPS;
            long steps = (long) scaled;
            whole &= steps == scaled & -MOST < steps & steps < MOST & Float.floatToRawIntBits(value) != MINUS_ZERO;
            column[i] = steps - before;
            before = steps;
        }
        return whole;
    }

    /** Puts the bits of the numbers of a place, where they differ from those of the one before. */
    private static void putBits(float[] numbers, int[] begins, int place, long[] column) {
        long before = 0;
        for (int i = 0; i < begins.length; i++) {
            long now = Float.floatToRawIntBits(numbers[begins[i] + place]) & 0xffffffffL;
            column[i] = now ^ before;
            before = now;
        }
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
        bits.readGroup(column, 1);
        for (int i = 1; i < column.length; i++) {
            column[i] <<= zeros;
        }
    }
}
