package io.undercurrent.cli.training;

import io.undercurrent.format.Quotation;
import io.undercurrent.series.Reading;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names the readings that were left out because their dates stand alone. */
public final class LoneReadings {

    private static final int EXAMPLES = 5;

    private LoneReadings() {}

    public static void name(List<Reading> readings, PrintWriter err) {
        if (readings.isEmpty()) {
            return;
        }
        String examples = readings.stream()
                .limit(EXAMPLES)
                .map(reading -> Quotation.of(reading.key()) + " on " + reading.date())
                .collect(Collectors.joining(", "));
        err.printf(
                Locale.ROOT,
                "Warning: left out %,d reading%s dated months or years away from all others: %s%s%n",
                readings.size(),
                readings.size() == 1 ? "" : "s",
                examples,
                readings.size() > EXAMPLES ? ", …" : "");
        err.flush();
    }
}
