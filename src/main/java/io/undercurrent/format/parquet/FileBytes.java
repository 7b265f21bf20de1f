package io.undercurrent.format.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file, wherever it lies, from any place on. */
public interface FileBytes extends AutoCloseable {

    /** How many there are. */
    long size() throws IOException;

    /**
     * @throws EOFException if the file ends before
     */
    byte[] read(long from, int length) throws IOException;

    @Override
    void close() throws IOException;

    /** Those of a file on this machine. */
    static FileBytes of(Path path) throws IOException {
        return new OnThisMachine(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    /** A file that is open. */
    record OnThisMachine(Path path, FileChannel channel) implements FileBytes {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] read(long from, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw new EOFException(path + " became shorter while it was read");
                }
            }
            return bytes.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
