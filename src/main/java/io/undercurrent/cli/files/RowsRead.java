package io.undercurrent.cli.files;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says every ten seconds how far a file has been read; nothing of one that is read sooner. */
final class RowsRead {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Rows from one look at the clock to the next. */
    private static final int LOOK = 1 << 10;

    private final String place;
    private final PrintWriter err;
    private final LongSupplier clock;
    private long rows;
    private long said;

    /**
     * @param place of the rows, for a person
     * @param clock nanoseconds since some moment
     */
    RowsRead(String place, PrintWriter err, LongSupplier clock) {
        this.place = place;
        this.err = err;
        this.clock = clock;
        said = clock.getAsLong();
    }

    void add() {
        rows++;
        if (rows % LOOK == 0 && clock.getAsLong() - said >= PAUSE_NANOS) {
            said = clock.getAsLong();
            err.printf(Locale.ROOT, "%s: %,d rows read%n", place, rows);
            err.flush();
        }
    }
}
