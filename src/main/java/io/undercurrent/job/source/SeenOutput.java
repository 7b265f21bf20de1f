package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** An output of a reader that shows each message to somebody once it has gone, those of its splits too. */
final class SeenOutput extends SeenSplitOutput implements ReaderOutput<SourceRecord> {

    private final ReaderOutput<SourceRecord> out;
    private final Consumer<SourceRecord> witness;

    SeenOutput(ReaderOutput<SourceRecord> out, Consumer<SourceRecord> witness) {
        super(out, witness);
        this.out = out;
        this.witness = witness;
    }

    @Override
    public SourceOutput<SourceRecord> createOutputForSplit(String split) {
        return new SeenSplitOutput(out.createOutputForSplit(split), witness);
    }

    @Override
    public void releaseOutputForSplit(String split) {
        out.releaseOutputForSplit(split);
    }
}
