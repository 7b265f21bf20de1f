package io.undercurrent.stream;

import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Keeps the windows of a job whose models do not change while it runs. */
public final class SlidingWindowOperator extends WindowOperator
        implements OneInputStreamOperator<ParsedReading, WindowUpdate> {

    private static final long serialVersionUID = 1;

    public SlidingWindowOperator(WindowSettings settings) {
        this(settings, List.of());
    }

    /**
     * @param known models that succeed the job's own, or are watched beside it
     */
    SlidingWindowOperator(WindowSettings settings, List<Successor> known) {
        super(settings, known);
    }

    @Override
    public void processElement(StreamRecord<ParsedReading> message) throws Exception {
        read(message);
    }
}
