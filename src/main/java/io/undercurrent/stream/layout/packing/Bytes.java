package io.undercurrent.stream.layout.packing;

import io.undercurrent.series.Decimal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Reads and writes arrays in one piece. */
public final class Bytes {

    private static final int ABSENT = -1;

    private Bytes() {}

    /** Length, then the bytes; -1 alone for null. */
    public static void writeNullable(byte[] bytes, DataOutputView out) throws IOException {
        if (bytes == null) {
            out.writeInt(ABSENT);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /** Reads what {@link #writeNullable} wrote. */
    public static byte[] readNullable(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Length in bytes, then UTF-8. */
    public static void writeText(String text, DataOutputView out) throws IOException {
        writeNullable(text.getBytes(StandardCharsets.UTF_8), out);
    }

    public static String readText(DataInputView in) throws IOException {
        return new String(readNullable(in), StandardCharsets.UTF_8);
    }

    /** Number of texts, then each of them. */
    public static void writeTexts(List<String> texts, DataOutputView out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    public static List<String> readTexts(DataInputView in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    /** Number of floats, then their bits, least significant byte first as the processors have them. */
    public static void writeFloats(float[] values, DataOutputView out) throws IOException {
        writeFloats(values, values.length, out);
    }

    /** The first {@code count} of the values alone. */
    public static void writeFloats(float[] values, int count, DataOutputView out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, 0, count);
        out.writeInt(count);
        out.write(bytes.array());
    }

    public static float[] readFloats(DataInputView in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** Number of doubles, then each of them. */
    public static void writeDoubles(double[] values, DataOutputView out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    public static double[] readDoubles(DataInputView in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    /** Reads doubles that earlier versions wrote as floats. */
    public static double[] readDecimals(DataInputView in) throws IOException {
        float[] floats = readFloats(in);
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Decimal.of(floats[i]);
        }
        return values;
    }

    /**
     * Number of counts, then each of them plus one, seven bits a byte, the lowest first, the highest bit set where more
     * follow: one byte for nearly all of them.
     *
     * @param counts of at least -1
     */
    public static void writeCounts(int[] counts, DataOutputView out) throws IOException {
        out.writeInt(counts.length);
        for (int count : counts) {
            int left = count + 1;
            for (; left >>> 7 != 0; left >>>= 7) {
                out.writeByte(left | 0x80);
            }
            out.writeByte(left);
        }
    }

    public static int[] readCounts(DataInputView in) throws IOException {
        int[] counts = new int[in.readInt()];
        for (int i = 0; i < counts.length; i++) {
            int bits = in.readUnsignedByte();
            int count = bits & 0x7f;
            for (int shift = 7; bits > 0x7f; shift += 7) {
                bits = in.readUnsignedByte();
                count |= (bits & 0x7f) << shift;
            }
            counts[i] = count - 1;
        }
        return counts;
    }
}
