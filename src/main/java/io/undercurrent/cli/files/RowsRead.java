package io.undercurrent.cli.files;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says every ten seconds how far a file has been read; nothing of one that is read sooner. */
final class RowsRead {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Rows from one look at the clock to the next. */
    private static final int LOOK = 1 << 10;

    private final String place;
    private final Consumer<String> say;
    private final LongSupplier clock;
    private long rows;
    private long said;

    /**
     * @param place of the rows, for a person
     * @param say receives the lines
     * @param clock nanoseconds since some moment
     */
    RowsRead(String place, Consumer<String> say, LongSupplier clock) {
        this.place = place;
        this.say = say;
        this.clock = clock;
        said = clock.getAsLong();
    }

    /** The same of lines that go to a terminal or a log at once. */
    RowsRead(String place, PrintWriter err, LongSupplier clock) {
        this(
                place,
                line -> {
                    err.println(line);
                    err.flush();
                },
                clock);
    }

    void add() {
        rows++;
        if (rows % LOOK == 0 && clock.getAsLong() - said >= PAUSE_NANOS) {
            said = clock.getAsLong();
            say.accept(String.format(Locale.ROOT, "%s: %,d rows read", place, rows));
        }
    }
}
