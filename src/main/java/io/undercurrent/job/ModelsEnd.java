package io.undercurrent.job;

import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * Where models come from that succeed the one that the job is started with, or are watched beside it.
 *
 * @param known those that are there before the first reading
 * @param coming those that come while the job runs, read by one task; the known ones may be among them. Empty where none come
 * @param compared receives how models did that are watched: what is to be added up over all series
 */
public record ModelsEnd(
        List<Successor> known, Optional<Source<Successor, ?, ?>> coming, ResultEnd<ComparedDays> compared) {

    public ModelsEnd {
        known = List.copyOf(known);
        Objects.requireNonNull(coming, "coming");
        Objects.requireNonNull(compared, "compared");
    }
}
