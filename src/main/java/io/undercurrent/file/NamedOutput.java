package io.undercurrent.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The bytes of a file whose failures name it, which those of a full disk do not. */
public final class NamedOutput extends FilterOutputStream {

    private final Path file;

    public NamedOutput(Path file, OutputStream bytes) {
        super(bytes);
        this.file = file;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException failure) {
            throw new UnwritableFileException(file, failure);
        }
    }
}
