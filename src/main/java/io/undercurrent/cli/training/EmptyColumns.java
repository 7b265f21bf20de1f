package io.undercurrent.cli.training;

import io.undercurrent.format.csv.CsvList;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Names the columns without any value, of which nothing can be learned. */
public final class EmptyColumns {

    private EmptyColumns() {}

    public static void name(List<History> histories, Columns columns, PrintWriter err) {
        List<String> empty = new ArrayList<>();
        for (int column = 0; column < columns.count(); column++) {
            if (isEmpty(histories, column)) {
                empty.add(columns.name(column));
            }
        }
        // Without any series there is an error to come.
        if (!empty.isEmpty() && !histories.isEmpty()) {
            err.println("Warning: there is no value of " + CsvList.write(empty) + ": nothing is learned of it.");
            err.flush();
        }
    }

    private static boolean isEmpty(List<History> histories, int column) {
        for (History history : histories) {
            for (int at = column; at < history.values().length; at += history.columns()) {
                if (!Double.isNaN(history.values()[at])) {
                    return false;
                }
            }
        }
        return true;
    }
}
