package io.undercurrent.bench.accuracy;

import io.undercurrent.series.Columns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of series of the accuracy page.
 *
 * @param name on the command line
 * @param label in tables
 * @param readings the file of readings in the folder of the data; empty for one that the simulator makes
 * @param weights the file of weights, where the measure needs one
 * @param contents what the files have to hold
 * @param origin where a user gets them
 */
public record DataSet(
        String name,
        String label,
        Optional<String> readings,
        Optional<String> weights,
        String contents,
        String origin,
        Columns columns,
        int horizon,
        Measure measure,
        List<Period> periods) {

    public DataSet {
        periods = List.copyOf(periods);
    }

    /** The files that it needs, relative to the folder of the data. */
    public List<String> files() {
        return Stream.concat(readings.stream(), weights.stream()).toList();
    }
}
