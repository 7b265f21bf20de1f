package io.undercurrent.format;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * The format of a topic's messages. Every message gives at least one result, whatever its bytes, so that none is lost.
 *
 * <p>Formats may keep working memory between messages: one format serves one thread.
 */
public interface ReadingFormat {

    /** The results of a message, in their order in the message. */
    List<Result> read(Message message);

    /** The result of a message, or of a part of it. */
    sealed interface Result permits Accepted, Unrelated, Silent, Refused {}

    /** A reading. */
    record Accepted(Reading reading) implements Result {}

    /** The message is valid, but has only columns of other jobs. */
    record Unrelated(String key) implements Result {}

    /**
     * The message is valid, but of a kind without readings.
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
