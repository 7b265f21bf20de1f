package io.undercurrent.cli.files;

import io.undercurrent.format.Counted;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.ReadingRows;
import io.undercurrent.job.source.history.History;
import io.undercurrent.series.Reading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the history of a job before the job does: what is wrong with a file would otherwise stop the job again and again. */
public final class HistoryCheck {

    private final int lateness;
    private final Consumer<String> say;

    /**
     * @param lateness days that a row may be older than the newest one of its series before it
     * @param say receives what is in the history
     */
    public HistoryCheck(int lateness, Consumer<String> say) {
        this.lateness = lateness;
        this.say = say;
    }

    /**
     * Returns how many readings it has; 0 where that is not known.
     *
     * @throws IllegalArgumentException if it is a file that a job cannot use; the message says why
     */
    public long check(History history) throws IOException {
        if (history instanceof History.OfFile file) {
            try {
                return check(file);
            } catch (FileNotFoundException missing) {
                throw new IllegalArgumentException(
                        "--history: expected a file, but there is none at " + file.name(), missing);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("--history: " + wrong.getMessage(), wrong);
            }
        } else {
            say.accept("Reads the topic " + history.name() + " first, as it is now");
            return 0;
        }
    }

    private long check(History.OfFile file) throws IOException {
        Map<String, Integer> newest = new HashMap<>();
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        long readings = 0;
        RowsRead read = new RowsRead(file.name(), say, System::nanoTime);
        try (ReadingRows rows = file.open()) {
            while (rows.hasNext()) {
                Reading row = rows.next();
                readings++;
                read.add();
                first = Math.min(first, row.day());
                last = Math.max(last, row.day());
                Integer before = newest.merge(row.key(), row.day(), Math::max);
                if (row.day() < before - lateness) {
                    throw new IllegalArgumentException(file.name() + ", " + rows.unit() + " " + rows.place()
                            + ": expected the rows of a series in the order of their days, and none more than "
                            + lateness
                            + " days late, but " + row.date() + " of " + Quotation.of(row.key()) + " comes after "
                            + LocalDate.ofEpochDay(before));
                }
            }
        }
        if (readings == 0) {
            throw new IllegalArgumentException(file.name() + ": expected rows, but there are none");
        }
        say.accept(String.format(
                Locale.ROOT,
                "Reads %s first: %s of %,d series, %s to %s",
                file.name(),
                Counted.of(readings, "reading"),
                newest.size(),
                LocalDate.ofEpochDay(first),
                LocalDate.ofEpochDay(last)));
        return readings;
    }
}
