package io.undercurrent.cli.files;

import io.undercurrent.format.Quotation;
import io.undercurrent.format.csv.StaticCsv;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.history.History;
import io.undercurrent.series.kind.StaticTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option by which commands learn what stays the same about each series. */
public final class StaticFile {

    /** Its name. */
    public static final String OPTION = "--static";

    @Option(
            names = OPTION,
            paramLabel = "F.csv",
            description =
                    "CSV with the column key and others that stay the same for a series, such as category and region. New series"
                            + " borrow from those with the same. A key that ends in * stands for all that begin so.")
    private Path file;

    private StaticTable table;

    /** Whether a file is named. */
    public boolean isGiven() {
        return file != null;
    }

    /**
     * The table of the file; {@link StaticTable#NONE} if none is named.
     *
     * @throws IllegalArgumentException if the file is wrong
     */
    public StaticTable table() throws IOException {
        if (table == null) {
            table = file == null ? StaticTable.NONE : StaticCsv.read(file);
        }
        return table;
    }

    /**
     * The table for a model.
     *
     * @param err receives what the model knows and the file does not have, or the other way round
     */
    public StaticTable table(ForecastModel model, PrintWriter err) throws IOException {
        Set<String> missing = new TreeSet<>(model.staticColumns());
        missing.removeAll(table().columns());
        if (!missing.isEmpty()) {
            say(
                    err,
                    "%s tells series apart by %s%s",
                    model.id(),
                    String.join(", ", missing),
                    file == null
                            ? ". Without --static each counts as other."
                            : ", which " + file + " does not have: each counts as other there.");
        } else if (file != null && model.staticColumns().isEmpty()) {
            say(err, "%s does not tell series apart: --static changes nothing. Train it with --static.", model.id());
        }
        return table();
    }

    /**
     * Histories with what the file says of them.
     *
     * @param err receives how many series the file does not know
     */
    public List<History> describe(List<History> histories, PrintWriter err) throws IOException {
        StaticTable known = table();
        if (file == null) {
            return histories;
        }
        List<String> unknown = histories.stream()
                .map(History::key)
                .filter(key -> !known.knows(key))
                .toList();
        if (!unknown.isEmpty()) {
            say(
                    err,
                    "--static: %s has no row for %,d of %,d series, the first of them %s: they count as other.",
                    file,
                    unknown.size(),
                    histories.size(),
                    Quotation.of(unknown.get(0)));
        }
        return histories.stream()
                .map(history -> known.knows(history.key()) ? history.withStatics(known.of(history.key())) : history)
                .collect(Collectors.toList());
    }

    private static void say(PrintWriter err, String format, Object... arguments) {
        err.println(String.format(Locale.ROOT, format, arguments));
        err.flush();
    }
}
