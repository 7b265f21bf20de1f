package io.undercurrent.format;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * How the messages of a topic say what was read. Whatever its bytes, a message becomes at least one result, so that none vanishes.
 *
 * <p>Formats may keep working memory between messages: one format serves one thread.
 */
public interface ReadingFormat {

    /** What became of a message, in the order in which it says so. */
    List<Result> read(Message message);

    /** What became of a message, or of a part of it. */
    sealed interface Result permits Accepted, Unrelated, Silent, Refused {}

    /** A reading. */
    record Accepted(Reading reading) implements Result {}

    /** The message was right, but carries columns of others alone. */
    record Unrelated(String key) implements Result {}

    /**
     * The message was right, and by its nature says nothing of any day.
     *
     * @param kind of message, such as a tombstone
     */
    record Silent(String kind) implements Result {}

    /**
     * The message was no reading.
     *
     * @param key its series, unless that is what is wrong with it
     */
    record Refused(Rejection rejection, Optional<String> key) implements Result {}
}
