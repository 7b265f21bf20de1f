package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.core.memory.DataInputView;

/** Reads what a {@link BitWriter} wrote. */
final class BitReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bits of a word that can be asked for wherever in a byte it begins. */
    private static final int WORD = Long.SIZE - Byte.SIZE + 1;

    /** What was written, and after it as many bytes as a word has. */
    private final byte[] bytes;

    private final long end;
    /** The next bit. */
    private long next;

    BitReader(DataInputView in) throws IOException {
        int part = in.readUnsignedByte();
        int length = part & 0x7f;
        for (int shift = 7; part > 0x7f; shift += 7) {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
        }
        bytes = new byte[length + Long.BYTES];
        end = (long) length * Byte.SIZE;
        in.readFully(bytes, 0, length);
    }

    long read(int width) {
        if (width > Integer.SIZE) {
            long low = read(Integer.SIZE);
            return low | read(width - Integer.SIZE) << Integer.SIZE;
        }
        long value = word() & (1L << width) - 1;
        take(width);
        return value;
    }

    /** The next bits, at least {@link #WORD} of them, zeros after the end. */
    private long word() {
        return (long) LONGS.get(bytes, (int) (next >>> 3)) >>> (next & Byte.SIZE - 1);
    }

    private void take(int width) {
        next += width;
        if (next > end) {
            throw new IllegalStateException("bits: expected " + next + ", but there are " + end);
        }
    }

    /** Counts ones up to the zero that ends them, which is passed over, or up to a number of them. */
    int readOnes(int most) {
        int ones = 0;
        while (true) {
            int run = Math.min(Long.numberOfTrailingZeros(~word()), Math.min(WORD, most - ones));
            ones += run;
            if (ones == most) {
                take(run);
                return ones;
            }
            if (run < WORD) {
                take(run + 1);
                return ones;
            }
            take(run);
        }
    }

    /**
     * Reads a number of a code of Rice: ones and the zero that ends them, then the lowest bits.
     *
     * @param most as many ones stand alone
     * @return the number, or -1 after as many ones
     */
    long readOnesAndLow(int most, int low) {
        long word = word();
        int ones = Long.numberOfTrailingZeros(~word);
        if (ones < most && ones + 1 + low <= WORD) {
            take(ones + 1 + low);
            return (long) ones << low | word >>> ones + 1 & (1L << low) - 1;
        }
        ones = readOnes(most);
        return ones < most ? (long) ones << low | read(low) : -1;
    }

    /**
     * @param from the first number to read
     */
    void readGroup(long[] values, int from) {
        int width = (int) read(BitWriter.WIDTH);
        for (int i = from; i < values.length; i++) {
            values[i] = signed(width < BitWriter.RICE ? read(width) : readRice(width - BitWriter.RICE));
        }
    }

    private long readRice(int low) {
        long word = word();
        int ones = Long.numberOfTrailingZeros(~(word >>> low));
        if (low + ones + 1 <= WORD) {
            take(low + ones + 1);
            return word & (1L << low) - 1 | (long) ones << low;
        }
        return read(low) | (long) readOnes(Integer.MAX_VALUE) << low;
    }

    long readOne() {
        return signed(read((int) read(BitWriter.WIDTH)));
    }

    private static long signed(long bits) {
        return bits >>> 1 ^ -(bits & 1);
    }
}
