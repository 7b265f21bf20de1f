package io.undercurrent.job.source.history;

import io.undercurrent.format.parquet.FileBytes;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The bytes of a file that Flink can read. */
final class RemoteBytes implements FileBytes {

    private final FSDataInputStream bytes;
    private final long size;

    RemoteBytes(Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        size = files.getFileStatus(path).getLen();
        bytes = files.open(path);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long from, int length) throws IOException {
        byte[] read = new byte[length];
        bytes.seek(from);
        new DataInputStream(bytes).readFully(read);
        return read;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
