package io.undercurrent.cli.files;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The standard output, whose failures are kept: {@link System#out} passes over them, and a script would take half of a result on a full
 * disk for all of it.
 */
public final class StandardOutput extends FilterOutputStream {

    private static final int BUFFER_BYTES = 1 << 13;

    /** What a system says of a reader that has read enough, such as {@code head}. */
    private static final String READER_GONE = "Broken pipe";

    private String failure;

    StandardOutput(OutputStream bytes) {
        super(bytes);
    }

    /** Puts it in the place of {@link System#out}. */
    public static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(output, BUFFER_BYTES), true));
        return output;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException refused) {
            failure = failure == null ? refused.getMessage() : failure;
            throw refused;
        }
    }

    /** Why not all could be written; empty also where the reader did not want all. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure).filter(reason -> !reason.equals(READER_GONE));
    }
}
