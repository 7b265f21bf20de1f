package io.undercurrent.stream.layout;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary format of a record or a state. A layout has a version and reads all versions up to it; it always writes
 * the newest.
 *
 * <p>If you change {@link #write}, raise {@link #version}, keep the branch of {@link #read} for the old version, and
 * add a fixture of the old version to the tests. A nested layout is read in the version that belongs to the version of
 * the outer layout.
 */
public sealed interface Layout<T> extends Serializable
        permits AnomalyLayout,
                ComparedDaysLayout,
                DayScoreLayout,
                ForecastHistoryLayout,
                ForecastLayout,
                ForecastUpdateLayout,
                HeldJumpLayout,
                HeldSeriesLayout,
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

    /** Whether values are immutable, so that copying returns the value itself. */
    default boolean isImmutable() {
        return true;
    }

    /** An independent copy of {@code value}. */
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
