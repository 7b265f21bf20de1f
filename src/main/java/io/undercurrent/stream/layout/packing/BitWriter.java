package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers of any width in bits, the lowest bit first. */
final class BitWriter {

    /** Bits of the width of a group. */
    static final int WIDTH = 7;

    /** Added to the low bits of a code of Rice, which so stands apart from a width. */
    static final int RICE = Long.SIZE + 1;

    /** Wider numbers have no such code. */
    private static final int MOST_RICE = 40;

    /** Bits that can be written at once, wherever in a byte they begin. */
    static final int WORD = Long.SIZE - Byte.SIZE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1024];
    /** Whole bytes. */
    private int size;
    /** The bits after them, fewer than a byte has. */
    private long pending;

    private int pendingBits;

    /** Writes the lowest bits of a number. */
    void write(long value, int width) {
        if (width > WORD) {
            writeWord(value, Integer.SIZE);
            writeWord(value >>> Integer.SIZE, width - Integer.SIZE);
        } else {
            writeWord(value, width);
        }
    }

    /**
     * Writes at most {@link #WORD} bits. Each time the eight bytes at the end are stored, since whether a byte is full cannot be predicted:
     * a branch would take longer.
     */
    private void writeWord(long value, int width) {
        if (size + Long.BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        long all = pending | (value & (1L << width) - 1) << pendingBits;
        LONGS.set(bytes, size, all);
        int bits = pendingBits + width;
        int full = bits >>> 3;
        size += full;
        pending = all >>> full * Byte.SIZE;
        pendingBits = bits & Byte.SIZE - 1;
    }

    /**
     * Writes numbers that are near zero on either side, either all in the width of the largest or, where that is shorter, by a code of
     * Rice (1979): the lowest bits as they are, and what is above them as so many ones and a zero.
     *
     * @param from the first of them
     */
    void writeGroup(long[] values, int from) {
        long any = 0;
        long sum = 0;
        for (int i = from; i < values.length; i++) {
            long bits = unsigned(values[i]);
            any |= bits;
            sum += bits;
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(any);
        int low = width == 0 || width > MOST_RICE ? -1 : lowBits(values, from, sum / (values.length - from), width);
        if (low >= 0) {
            write(RICE + low, WIDTH);
            for (int i = from; i < values.length; i++) {
                writeRice(unsigned(values[i]), low);
            }
        } else {
            write(width, WIDTH);
            for (int i = from; i < values.length; i++) {
                write(unsigned(values[i]), width);
            }
        }
    }

    /** How many bits of each number to write as they are, or -1 where the width of the largest takes less. */
    private static int lowBits(long[] values, int from, long mean, int width) {
        int guess = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(mean));
        int best = -1;
        long count = values.length - from;
        long least = count * width;
        for (int low = Math.max(0, guess - 1); low <= guess; low++) {
            long length = count * (low + 1);
            for (int i = from; i < values.length; i++) {
                length += unsigned(values[i]) >>> low;
            }
            if (length < least) {
                least = length;
                best = low;
            }
        }
        return best;
    }

    private void writeRice(long bits, int low) {
        int ones = (int) (bits >>> low);
        if (low + ones < WORD) {
            write(bits & (1L << low) - 1 | (1L << ones) - 1 << low, low + ones + 1);
        } else {
            write(bits, low);
            writeOnes(ones);
        }
    }

    private void writeOnes(int count) {
        int left = count;
        for (; left >= Integer.SIZE; left -= Integer.SIZE) {
            write(-1, Integer.SIZE);
        }
        // Ones, and the zero that ends them.
        write((1L << left) - 1, left + 1);
    }

    private static long unsigned(long value) {
        return value << 1 ^ value >> Long.SIZE - 1;
    }

    /** Writes one number that is near zero. */
    void writeOne(long value) {
        long bits = unsigned(value);
        int width = Long.SIZE - Long.numberOfLeadingZeros(bits);
        write(width, WIDTH);
        write(bits, width);
    }

    /** The number of bytes, seven bits a byte, the highest bit set where more follow, then the bytes. */
    void finish(DataOutputView out) throws IOException {
        // The last byte is stored already.
        int whole = pendingBits > 0 ? size + 1 : size;
        int left = whole;
        for (; left >>> 7 != 0; left >>>= 7) {
            out.writeByte(left | 0x80);
        }
        out.writeByte(left);
        out.write(bytes, 0, whole);
    }
}
