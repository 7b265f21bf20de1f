package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;

/** An output of a split that shows each message to somebody once it has gone. */
class SeenSplitOutput implements SourceOutput<SourceRecord> {

    private final SourceOutput<SourceRecord> out;
    private final Consumer<SourceRecord> witness;

    SeenSplitOutput(SourceOutput<SourceRecord> out, Consumer<SourceRecord> witness) {
        this.out = out;
        this.witness = witness;
    }

    @Override
    public final void collect(SourceRecord message) {
        out.collect(message);
        witness.accept(message);
    }

    @Override
    public final void collect(SourceRecord message, long timestamp) {
        out.collect(message, timestamp);
        witness.accept(message);
    }

    @Override
    public final void emitWatermark(Watermark watermark) {
        out.emitWatermark(watermark);
    }

    @Override
    public final void markIdle() {
        out.markIdle();
    }

    @Override
    public final void markActive() {
        out.markActive();
    }
}
