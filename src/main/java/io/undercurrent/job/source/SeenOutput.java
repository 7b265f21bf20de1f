package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** An output of a reader that shows each message to somebody once it has gone. */
final class SeenOutput implements ReaderOutput<SourceRecord> {

    private final ReaderOutput<SourceRecord> out;
    private final Consumer<SourceRecord> witness;

    SeenOutput(ReaderOutput<SourceRecord> out, Consumer<SourceRecord> witness) {
        this.out = out;
        this.witness = witness;
    }

    @Override
    public void collect(SourceRecord message) {
        out.collect(message);
        witness.accept(message);
    }

    @Override
    public void collect(SourceRecord message, long timestamp) {
        out.collect(message, timestamp);
        witness.accept(message);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        out.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        out.markIdle();
    }

    @Override
    public void markActive() {
        out.markActive();
    }

    @Override
    public SourceOutput<SourceRecord> createOutputForSplit(String split) {
        return new OfSplit(out.createOutputForSplit(split), witness);
    }

    @Override
    public void releaseOutputForSplit(String split) {
        out.releaseOutputForSplit(split);
    }

    private record OfSplit(SourceOutput<SourceRecord> out, Consumer<SourceRecord> witness)
            implements SourceOutput<SourceRecord> {

        @Override
        public void collect(SourceRecord message) {
            out.collect(message);
            witness.accept(message);
        }

        @Override
        public void collect(SourceRecord message, long timestamp) {
            out.collect(message, timestamp);
            witness.accept(message);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            out.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            out.markIdle();
        }

        @Override
        public void markActive() {
            out.markActive();
        }
    }
}
