package io.undercurrent.stream;

import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.stream.record.ParsedReading;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Keeps the windows of a job whose models do not change while it runs. */
public final class SlidingWindowOperator extends WindowOperator
        implements OneInputStreamOperator<ParsedReading, WindowUpdate> {

    private static final long serialVersionUID = 1;

    public SlidingWindowOperator(WindowSettings settings) {
        super(settings, List.of());
    }

    @Override
    public void processElement(StreamRecord<ParsedReading> message) throws Exception {
        read(message);
    }
}
