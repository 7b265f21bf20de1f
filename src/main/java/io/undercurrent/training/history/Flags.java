package io.undercurrent.training.history;

import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;

/** Tells flags, whose every value is 0 or 1, from numbers among the covariates. */
public final class Flags {

    private Flags() {}

    /** For each covariate, whether it is a flag throughout. */
    public static List<Boolean> of(List<History> histories, Columns columns) {
        List<Boolean> flags = new ArrayList<>();
        for (int column = columns.targets().size(); column < columns.count(); column++) {
            flags.add(isFlag(histories, column));
        }
        return flags;
    }

    private static boolean isFlag(List<History> histories, int column) {
        for (History history : histories) {
            for (int i = column; i < history.values().length; i += history.columns()) {
                double value = history.values()[i];
                if (!Double.isNaN(value) && value != 0 && value != 1) {
                    return false;
                }
            }
        }
        return true;
    }
}
