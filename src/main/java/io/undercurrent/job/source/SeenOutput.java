package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** An output of a reader that tells somebody of each message once it has gone, and of each split once it has been read to its end. */
final class SeenOutput extends SeenSplitOutput implements ReaderOutput<SourceRecord> {

    private final ReaderOutput<SourceRecord> out;
    private final Consumer<SourceRecord> witness;
    private final Consumer<String> ended;

    /**
     * @param witness hears of messages
     * @param ended hears of splits, by their id
     */
    SeenOutput(ReaderOutput<SourceRecord> out, Consumer<SourceRecord> witness, Consumer<String> ended) {
        super(out, witness);
        this.out = out;
        this.witness = witness;
        this.ended = ended;
    }

    @Override
    public SourceOutput<SourceRecord> createOutputForSplit(String split) {
        return new SeenSplitOutput(out.createOutputForSplit(split), witness);
    }

    @Override
    public void releaseOutputForSplit(String split) {
        out.releaseOutputForSplit(split);
        ended.accept(split);
    }
}
