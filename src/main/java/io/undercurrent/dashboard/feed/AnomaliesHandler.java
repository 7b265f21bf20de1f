package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.format.result.AnomalyParser;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.series.Anomaly;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Anomalies, and those that are taken back. */
final class AnomaliesHandler implements RecordHandler {

    private final Anomalies anomalies;
    private final AnomalyParser parser;
    private final List<Anomaly> batch = new ArrayList<>();

    /**
     * @param text what rows are as JSON
     */
    AnomaliesHandler(Anomalies anomalies, RowText text) {
        this.anomalies = anomalies;
        parser = new AnomalyParser(text);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        // A tombstone takes a series off a compacted topic; what the page has of it remains until it ends.
        if (record.value() != null) {
            batch.add(parser.parse(record.value()));
        }
    }

    @Override
    public void flush() {
        anomalies.add(batch);
        batch.clear();
    }
}
