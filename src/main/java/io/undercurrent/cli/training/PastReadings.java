package io.undercurrent.cli.training;

import io.undercurrent.cli.options.ReadingsInput;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;

/** The past to learn from or to forecast again, without the readings whose dates are most likely wrong. */
public final class PastReadings {

    private PastReadings() {}

    /**
     * @param wanted the readings to keep
     * @param err receives what there is to say of readings left out, and of rows and messages that are none
     * @throws IllegalArgumentException if there are no readings
     */
    public static List<History> read(
            ReadingsInput readings, Columns columns, Predicate<Reading> wanted, PrintWriter err) throws IOException {
        HistoryBuilder histories = new HistoryBuilder(columns.count());
        readings.read(columns, wanted, histories::add, err);
        LoneReadings.name(histories.takeOutLoneDays(columns.targets().size()), err);
        return histories.build();
    }
}
