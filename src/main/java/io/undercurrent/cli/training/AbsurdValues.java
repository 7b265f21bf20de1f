package io.undercurrent.cli.training;

import io.undercurrent.format.Quotation;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.training.history.AbsurdValue;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Names the values that are too far beyond the others of their series to be learned from. */
public final class AbsurdValues {

    /** Values that are named one by one. */
    private static final int EXAMPLES = 5;

    private AbsurdValues() {}

    public static void name(List<AbsurdValue> values, PrintWriter err) {
        if (values.isEmpty()) {
            return;
        }
        for (AbsurdValue value : values.subList(0, Math.min(EXAMPLES, values.size()))) {
            err.printf(
                    Locale.ROOT,
                    "Warning: %s is %s on %s, far beyond the other values of its series, first of series %s on %s%n",
                    value.column(),
                    ReadingCsv.number(value.value()),
                    value.count() == 1 ? "one day" : value.count() + " days",
                    Quotation.of(value.key()),
                    value.date());
        }
        if (values.size() > EXAMPLES) {
            err.printf(Locale.ROOT, "Warning: %,d more numbers are as far off%n", values.size() - EXAMPLES);
        }
        err.println("Training ignores them. Correct them, or leave the cell empty where there is no value.");
        err.flush();
    }
}
