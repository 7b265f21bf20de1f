package io.undercurrent.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowsReadTest {

    /** A thousand rows a second. */
    @Test
    void saysNowAndThenHowManyThereWere() {
        StringWriter err = new StringWriter();
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
        RowsRead rows = new RowsRead("sold.csv", new PrintWriter(err), clock::get);
        for (int row = 0; row < 25_000; row++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            rows.add();
        }
        assertEquals(
                List.of("sold.csv: 10,240 rows read", "sold.csv: 20,480 rows read"),
                err.toString().lines().toList());
    }
}
