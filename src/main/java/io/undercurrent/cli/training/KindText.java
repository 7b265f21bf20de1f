package io.undercurrent.cli.training;

import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.training.kind.KindLearning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says by what a model tells series apart. */
public final class KindText {

    private KindText() {}

    /** A line for each static column, with its levels. */
    public static List<String> of(RecurrentModel model) {
        List<String> lines = new ArrayList<>();
        Kinds kinds = model.spec().kinds();
        for (StaticColumn column : kinds.columns()) {
            lines.add(column.name() + ": " + CsvList.write(column.levels()) + "; all else is other");
        }
        if (!lines.isEmpty() && kinds.targets().isEmpty()) {
            lines.add("young series borrow nothing, because training saw too few days of a series");
        }
        return lines;
    }

    /** For each static column of the file, what became of it; nothing without a file. */
    public static List<String> of(RecurrentModel model, List<History> histories) {
        List<String> lines = new ArrayList<>();
        histories.stream()
                .flatMap(history -> history.statics().levels().keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> lines.add(line(model.spec().kinds(), name, histories)));
        return lines;
    }

    private static String line(Kinds kinds, String name, List<History> histories) {
        StaticColumn column = kinds.columns().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (column == null) {
            return "Static column " + name
                    + ": the model does not use it, because no level that tells series apart has "
                    + KindLearning.LEAST_SERIES + " series";
        }
        long others = histories.stream()
                .filter(history -> column.level(history.statics()) == StaticColumn.OTHER)
                .count();
        return String.format(
                Locale.ROOT,
                "Static column %s: %s; %,d of %,d series are of another level, or of none",
                name,
                Counted.of(column.levels().size(), "level"),
                others,
                histories.size());
    }
}
