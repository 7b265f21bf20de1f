package io.undercurrent.job;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.HashSet;
import java.util.Set;

/** Which messages of a topic must end in one forecast or in rejected. Asked of each message once, in their order. */
final class OwedEnds {

    private final Columns columns;
    private final ReadingParser parser;
    private final Set<String> told = new HashSet<>();

    OwedEnds(Columns columns) {
        this.columns = columns;
        parser = new ReadingParser(columns);
    }

    /**
     * Whether a message must end in one forecast or in rejected: it cannot be read, or it carries a target and tells something
     * that no message of its day told before. What only announces, or tells nothing new, may rightly end in neither.
     */
    boolean owes(byte[] message) {
        if (!(parser.parse(message) instanceof ReadingParser.Accepted accepted)) {
            return true;
        }
        Reading reading = accepted.reading();
        boolean news = false;
        for (int column = 0; column < columns.count(); column++) {
            double value = reading.values()[column];
            news |= !Double.isNaN(value)
                    && told.add(reading.key() + " on " + reading.day() + ", " + column + ": " + (value + 0));
        }
        return news && reading.hasAny(0, columns.targets().size());
    }
}
