package io.undercurrent.format;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.util.Iterator;

/**
 * The readings of a file, one after the other, in the order of the file.
 *
 * <p>What is wrong with the content is an {@link IllegalArgumentException} that names the file and the place, what was expected and what
 * came. What is wrong with the file is an {@link java.io.UncheckedIOException}.
 */
public interface ReadingRows extends Iterator<Reading>, AutoCloseable {

    /** What the readings carry. */
    Columns columns();

    /** What {@link #place()} counts, for a person: lines or rows. */
    String unit();

    /** Where the row of the last reading begins, counted from 1. */
    long place();

    @Override
    void close() throws IOException;
}
