package io.undercurrent.format.parquet;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/**
 * Undoes the compression of pages. The library's own way needs Hadoop; the algorithms are in the JDK, and in what Flink and Kafka bring.
 */
final class PageCodec {

    /** Three bytes of Snappy stand for 64 at most. */
    private static final int MOST_SNAPPY_GAIN = 22;

    private PageCodec() {}

    /**
     * @param size of the result, which the file says and nobody trusts
     * @throws IOException if the bytes are no such
     */
    static byte[] decompress(CompressionCodec codec, byte[] bytes, int from, int length, int size) throws IOException {
        byte[] result = switch (codec) {
            case UNCOMPRESSED -> Arrays.copyOfRange(bytes, from, from + length);
            case GZIP -> all(new GZIPInputStream(new ByteArrayInputStream(bytes, from, length)), size);
            case ZSTD -> all(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes, from, length)), size);
            case SNAPPY -> snappy(bytes, from, length, size);
            default ->
                throw new IllegalArgumentException("expected no compression, gzip, snappy or zstd, but got " + codec);
        };
        if (result.length != size) {
            throw new IOException("a page has " + result.length + " bytes where it says " + size);
        }
        return result;
    }

    /** At most one byte too many: what is read grows with what there is. */
    private static byte[] all(InputStream stream, int size) throws IOException {
        try (stream) {
            byte[] read = stream.readNBytes(size);
            return stream.read() < 0 ? read : Arrays.copyOf(read, size + 1);
        }
    }

    private static byte[] snappy(byte[] bytes, int from, int length, int size) throws IOException {
        if (size > (long) MOST_SNAPPY_GAIN * length) {
            throw new IOException(
                    "a page of " + length + " bytes says that it has " + size + " when it is decompressed");
        }
        int uncompressed = Snappy.uncompressedLength(bytes, from, length);
        if (uncompressed != size) {
            throw new IOException("a page has " + uncompressed + " bytes where it says " + size);
        }
        byte[] result = new byte[size];
        int written = Snappy.uncompress(bytes, from, length, result, 0);
        return Arrays.copyOf(result, written);
    }
}
