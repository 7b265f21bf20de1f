package io.undercurrent.stream.layout;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How a record or a state stands in bytes. A layout has a version, and reads all versions up to its own; bytes are
 * always written in the newest.
 *
 * <p>Whoever changes what {@link #write} writes raises {@link #version}, keeps the branch of {@link #read} for the
 * version before, and stores a fixture of it with the tests. A layout that stands inside another is read in the version
 * that the outer one's version had it in.
 */
public sealed interface Layout<T> extends Serializable
        permits DayScoreLayout,
                ForecastHistoryLayout,
                ForecastLayout,
                ForecastUpdateLayout,
                HeldJumpLayout,
                ParsedReadingLayout,
                ReadingLayout,
                RejectedReadingLayout,
                RejectedRecordLayout,
                SlidingWindowLayout,
                SourceRecordLayout,
                StateHistoryLayout,
                StateOriginLayout,
                SuccessorLayout,
                WindowUpdateLayout {

    /** The name in savepoints, which stays when the class moves. */
    String name();

    int version();

    Class<T> type();

    /** Whether values never change once made, so that a copy is the value itself. */
    default boolean isImmutable() {
        return true;
    }

    /** A value that changes independently of {@code value}. */
    default T copy(T value) {
        return value;
    }

    void write(T value, DataOutputView out) throws IOException;

    /**
     * Reads one value.
     *
     * @param version that the bytes were written in, 1 to {@link #version}
     */
    T read(int version, DataInputView in) throws IOException;
}
