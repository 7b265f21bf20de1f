package io.undercurrent.cli.files;

import io.undercurrent.format.Counted;
import io.undercurrent.format.ReadingRows;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.parquet.ParquetReadings;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The options by which commands read a file of readings. */
public final class ReadingsFile {

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--readings",
            required = true,
            paramLabel = "FILE",
            description =
                    "CSV or Parquet with the columns key, date and the values, or as --key-field and the other options of"
                            + " the format say; .csv.gz is read too, and - is CSV from the standard input.")
    private String location;

    @Option(
            names = "--on-duplicate",
            paramLabel = "RULE",
            description =
                    "What to do with rows of the same key and day that have different values: error refuses the file,"
                            + " last takes the last value and says how many there are, mean takes the mean, sum adds up targets and"
                            + " takes the mean of covariates (default: ${DEFAULT-VALUE}).")
    private OnDuplicate rule = OnDuplicate.LAST;

    /** A file that options are still to name. */
    public ReadingsFile() {}

    public ReadingsFile(String location, OnDuplicate rule) {
        this.location = location;
        this.rule = rule;
    }

    /** The name of the file without its folder. */
    public String name() {
        return isStandardInput()
                ? "the standard input"
                : Path.of(location).getFileName().toString();
    }

    private boolean isStandardInput() {
        return location.equals(STANDARD_INPUT);
    }

    /**
     * Reads the readings of the file in its order, one for each key and day where several rows are to be combined.
     *
     * @param mapping which columns have what
     * @param choice the columns to read, of the names of all values in the order of the header
     * @param wanted of these the receiver gets, and among these rows are compared
     * @param err receives what there is to say of rows of the same key and day
     * @return the columns chosen
     * @throws IllegalArgumentException if there are no rows, or rows that are not to be
     */
    public Columns read(
            ReadingMapping mapping,
            FileForm form,
            Function<List<String>, Columns> choice,
            Predicate<Reading> wanted,
            Consumer<Reading> receiver,
            PrintWriter err)
            throws IOException {
        try (ReadingRows rows = open(mapping, form, choice)) {
            if (!rows.hasNext()) {
                throw new IllegalArgumentException(place() + ": expected rows, but there are none");
            }
            if (rule == OnDuplicate.ERROR || rule == OnDuplicate.LAST) {
                compare(rows, wanted, receiver, err);
            } else {
                combine(rows, wanted, receiver, err);
            }
            return rows.columns();
        }
    }

    private ReadingRows open(ReadingMapping mapping, FileForm form, Function<List<String>, Columns> choice)
            throws IOException {
        if (isStandardInput()) {
            return ReadingCsv.read(place(), System.in, mapping, form, choice);
        }
        Path file = Path.of(location);
        return ParquetReadings.isParquet(file)
                ? ParquetReadings.open(file, mapping, form, choice)
                : ReadingCsv.read(place(), ReadingCsv.open(file), mapping, form, choice);
    }

    private String place() {
        return isStandardInput() ? name() : location;
    }

    private void compare(ReadingRows rows, Predicate<Reading> wanted, Consumer<Reading> receiver, PrintWriter err) {
        Contradictions contradictions = new Contradictions(rows.columns(), rows.unit());
        RowsRead read = new RowsRead(place(), err, System::nanoTime);
        while (rows.hasNext()) {
            Reading row = rows.next();
            read.add();
            if (wanted.test(row)) {
                contradictions.add(row, rows.place());
                if (rule == OnDuplicate.ERROR && contradictions.count() > 0) {
                    throw new IllegalArgumentException(
                            place() + ": expected one value for each key, day and column, but "
                                    + contradictions.first().orElseThrow());
                }
                receiver.accept(row);
            }
        }
        contradictions.first().ifPresent(first -> {
            err.printf(
                    Locale.ROOT,
                    "Warning: %s: %s an earlier row of the same key and day. The last row counts.%n  The"
                            + " first: %s.%n  Does the key lack a column, or is a date wrong? If neither, choose --on-duplicate"
                            + " error, last, sum or mean.%n",
                    place(),
                    Counted.of(contradictions.count(), "row")
                            + (contradictions.count() == 1 ? " contradicts" : " contradict"),
                    first);
            err.flush();
        });
    }

    private void combine(ReadingRows rows, Predicate<Reading> wanted, Consumer<Reading> receiver, PrintWriter err) {
        CombinedRows combined = new CombinedRows(rows.columns(), rule == OnDuplicate.SUM);
        RowsRead read = new RowsRead(place(), err, System::nanoTime);
        while (rows.hasNext()) {
            Reading row = rows.next();
            read.add();
            if (wanted.test(row)) {
                combined.add(row);
            }
        }
        err.printf(
                Locale.ROOT,
                "%s: %s combined with an earlier one of the same key and day (--on-duplicate %s)%n",
                place(),
                Counted.of(combined.combined(), "row") + (combined.combined() == 1 ? " was" : " were"),
                rule);
        err.flush();
        combined.forEach(receiver);
    }
}
