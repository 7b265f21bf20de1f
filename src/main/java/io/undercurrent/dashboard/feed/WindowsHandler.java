package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.outlook.Windows;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.mapping.TopicMappings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Readings into the windows too, by the format with which the job reads them, after another handler has had them. */
final class WindowsHandler implements RecordHandler {

    private final RecordHandler first;
    private final Windows windows;
    private final TopicMappings mappings;
    /** By topic. */
    private final Map<String, ReadingFormat> formats = new HashMap<>();

    WindowsHandler(RecordHandler first, Windows windows, TopicMappings mappings) {
        this.first = first;
        this.windows = windows;
        this.mappings = mappings;
    }

    @Override
    public int epoch() {
        return first.epoch();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        first.accept(record, live);
        ReadingFormat format = formats.computeIfAbsent(
                record.topic(), topic -> mappings.of(topic).format(windows.columns(), List.of()));
        long bytes = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (ReadingFormat.Result result : format.read(ReadingsHandler.message(record))) {
            if (result instanceof ReadingFormat.Accepted accepted) {
                windows.read(accepted.reading(), record.timestamp(), bytes);
            }
        }
    }

    @Override
    public void flush() {
        first.flush();
    }
}
