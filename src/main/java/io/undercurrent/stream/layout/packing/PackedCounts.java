package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Compresses counts that are nearly all 0, to little more than a bit each. */
public final class PackedCounts {

    private PackedCounts() {}

    /**
     * @param counts row-major, (rows, columns)
     */
    public static void write(int[] counts, int columns, DataOutputView out) throws IOException {
        BitWriter bits = new BitWriter();
        RiceCode[] codes = RiceCode.of(columns, 1);
        for (int i = 0; i < counts.length; i++) {
            codes[i % columns].write(counts[i], bits);
        }
        bits.finish(out);
    }

    /** Reads as many counts as were written. */
    public static int[] read(int rows, int columns, DataInputView in) throws IOException {
        BitReader bits = new BitReader(in);
        RiceCode[] codes = RiceCode.of(columns, 1);
        int[] counts = new int[rows * columns];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) codes[i % columns].read(bits);
        }
        return counts;
    }
}
