package io.undercurrent.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Limits on the content of imported files. */
public final class Limits {

    /** Bytes of a file, packed or not: more than any model that a stream could step has. */
    public static final int LARGEST_FILE = 256 << 20;

    /** Layers or nodes of a network. */
    public static final int MOST_LAYERS = 10_000;

    /** Axes of an array. */
    public static final int MOST_AXES = 8;

    /** Values of an array. */
    public static final int MOST_VALUES = LARGEST_FILE / Float.BYTES;

    /** What Git leaves in place of a large file that was not fetched begins with this. */
    private static final byte[] POINTER = "version https://git-lfs.github.com/".getBytes(StandardCharsets.US_ASCII);

    private Limits() {}

    /**
     * The bytes of a file that is not too large.
     *
     * @throws ImportException if there is no such file, it is larger than {@link #LARGEST_FILE}, or Git LFS has not fetched it
     */
    public static byte[] readFile(Path file) throws IOException {
        requireFile(file);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length >= POINTER.length && Arrays.equals(bytes, 0, POINTER.length, POINTER, 0, POINTER.length)) {
            throw new ImportException(
                    "expected the file itself, but got the pointer that Git LFS leaves in its place: run"
                            + " git lfs pull");
        }
        return bytes;
    }

    /**
     * Checks that a file exists and is not too large.
     *
     * @throws ImportException if there is no such file, or it is larger than {@link #LARGEST_FILE}
     */
    static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ImportException("expected a file, but this is a folder");
        }
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException missing) {
            throw new ImportException("there is no such file", missing);
        }
        if (size > LARGEST_FILE) {
            throw new ImportException("size: expected at most " + LARGEST_FILE + " bytes, but got " + size);
        }
    }

    /**
     * The number of values of an array.
     *
     * @param what names the array in the message
     * @throws ImportException if a size is negative, or there are too many axes or values
     */
    public static int size(String what, long[] shape) throws ImportException {
        if (shape.length > MOST_AXES) {
            throw new ImportException(what + ": expected at most " + MOST_AXES + " axes, but got " + shape.length);
        }
        long size = 1;
        for (long axis : shape) {
            if (axis < 0 || axis > MOST_VALUES) {
                throw new ImportException(
                        what + ": expected axes of 0 to " + MOST_VALUES + " values, but got one of " + axis);
            }
            size *= axis;
            if (size > MOST_VALUES) {
                throw new ImportException(what + ": expected at most " + MOST_VALUES + " values, but got more");
            }
        }
        return (int) size;
    }
}
