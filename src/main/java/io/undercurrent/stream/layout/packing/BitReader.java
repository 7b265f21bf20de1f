package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.core.memory.DataInputView;

/** Reads what a {@link BitWriter} wrote. */
final class BitReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int next;
    private long pending;
    private int pendingBits;

    BitReader(DataInputView in) throws IOException {
        int part = in.readUnsignedByte();
        int length = part & 0x7f;
        for (int shift = 7; part > 0x7f; shift += 7) {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
        }
        bytes = new byte[length];
        in.readFully(bytes);
    }

    long read(int width) {
        if (width > Integer.SIZE) {
            long low = read(Integer.SIZE);
            return low | read(width - Integer.SIZE) << Integer.SIZE;
        }
        require(width);
        long value = pending & (1L << width) - 1;
        take(width);
        return value;
    }

    /** Makes a number of bits pending, and as many more as there is room for. */
    private void require(int width) {
        if (pendingBits >= width) {
            return;
        }
        if (next + Long.BYTES <= bytes.length) {
            pending |= (long) LONGS.get(bytes, next) << pendingBits;
            int whole = Long.BYTES - 1 - pendingBits / Byte.SIZE;
            next += whole;
            pendingBits += whole * Byte.SIZE;
            // Of the byte after these, some bits may be there already.
            pending &= (1L << pendingBits) - 1;
        }
        for (; pendingBits < width; pendingBits += Byte.SIZE) {
            pending |= (bytes[next++] & 0xffL) << pendingBits;
        }
    }

    private void take(int width) {
        pending >>>= width;
        pendingBits -= width;
    }

    /** Counts ones up to the zero that ends them, which is passed over, or up to a number of them. */
    int readOnes(int most) {
        int ones = 0;
        while (ones < most) {
            require(1);
            int run = Math.min(Math.min(Long.numberOfTrailingZeros(~pending), pendingBits), most - ones);
            ones += run;
            take(run);
            if (ones < most && pendingBits > 0) {
                take(1);
                return ones;
            }
        }
        return ones;
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
        return read(low) | (long) readOnes(Integer.MAX_VALUE) << low;
    }

    long readOne() {
        return signed(read((int) read(BitWriter.WIDTH)));
    }

    private static long signed(long bits) {
        return bits >>> 1 ^ -(bits & 1);
    }
}
