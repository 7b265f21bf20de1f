package io.undercurrent.job.source;

import io.undercurrent.format.CalendarDay;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without a checkpoint begins to read.
 *
 * @param place by which it was given: the name of an end of the topic, or a day
 */
public record Start(String place) implements Serializable {

    private static final long serialVersionUID = 1;

    /** At the oldest reading, so that the windows are whole again. */
    public static final Start EARLIEST = new Start("earliest");

    /** With readings still to come. */
    public static final Start LATEST = new Start("latest");

    public Start {
        Objects.requireNonNull(place, "place");
    }

    /** With the first message whose timestamp is of that day in UTC, or a later one. */
    public static Start on(LocalDate day) {
        return new Start(day.toString());
    }

    /**
     * @throws IllegalArgumentException if it is neither an end nor a day
     */
    public static Start parse(String text) {
        if (text.equals(EARLIEST.place) || text.equals(LATEST.place)) {
            return new Start(text);
        }
        int day = CalendarDay.parse(text);
        if (day == CalendarDay.NONE) {
            throw new IllegalArgumentException(
                    "expected earliest, latest or a day as YYYY-MM-DD, but got '" + text + "'");
        }
        return on(LocalDate.ofEpochDay(day));
    }

    /** Whether nothing of the past is read. */
    public boolean isLatest() {
        return equals(LATEST);
    }

    boolean isEarliest() {
        return equals(EARLIEST);
    }

    /** The first millisecond of the day, since 1970. */
    long millis() {
        return LocalDate.parse(place).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The offsets of the partitions that are there when the job begins. */
    public OffsetsInitializer offsets() {
        if (isEarliest()) {
            return OffsetsInitializer.earliest();
        }
        return new WithoutLoss(isLatest() ? OffsetsInitializer.latest() : OffsetsInitializer.timestamp(millis()));
    }

    /**
     * Where retention has taken the message that comes next, the job goes on with the first that is left. Flink's own would go on with
     * those to come, and pass over all that is left.
     */
    @SuppressWarnings("deprecation") // Flink's interface has Kafka's old type.
    private record WithoutLoss(OffsetsInitializer start) implements OffsetsInitializer {

        private static final long serialVersionUID = 1;

        @Override
        public Map<TopicPartition, Long> getPartitionOffsets(
                Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
            return start.getPartitionOffsets(partitions, offsets);
        }

        @Override
        public OffsetResetStrategy getAutoOffsetResetStrategy() {
            return OffsetResetStrategy.EARLIEST;
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
