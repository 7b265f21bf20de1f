package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;

/** Reads what a {@link BitWriter} wrote. */
final class BitReader {

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
        for (; pendingBits < width; pendingBits += Byte.SIZE) {
            pending |= (bytes[next++] & 0xffL) << pendingBits;
        }
        long value = pending & (1L << width) - 1;
        pending >>>= width;
        pendingBits -= width;
        return value;
    }

    void readGroup(long[] values, int count) {
        int width = (int) read(BitWriter.WIDTH);
        for (int i = 0; i < count; i++) {
            values[i] = signed(width < BitWriter.RICE ? read(width) : readRice(width - BitWriter.RICE));
        }
    }

    private long readRice(int low) {
        long bits = read(low);
        long above = 0;
        while (read(1) != 0) {
            above++;
        }
        return bits | above << low;
    }

    long readOne() {
        return signed(read((int) read(BitWriter.WIDTH)));
    }

    private static long signed(long bits) {
        return bits >>> 1 ^ -(bits & 1);
    }
}
