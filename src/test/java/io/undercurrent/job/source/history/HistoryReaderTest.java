package io.undercurrent.job.source.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.parquet.ParquetReadings;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReaderTest {

    private static final int ROWS = 20;

    @TempDir
    private Path directory;

    private History.OfFile file;
    private final Collected out = new Collected();

    /** Keeps the messages of all splits, and the splits whose outputs were given back. */
    private static final class Collected implements ReaderOutput<SourceRecord> {

        private final List<SourceRecord> messages = new ArrayList<>();
        private final List<String> released = new ArrayList<>();

        @Override
        public void collect(SourceRecord message) {
            messages.add(message);
        }

        @Override
        public void collect(SourceRecord message, long timestamp) {
            messages.add(message);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<SourceRecord> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {
            released.add(split);
        }
    }

    @BeforeEach
    void write() throws IOException {
        StringBuilder rows = new StringBuilder("shop,day,qty\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append("a,2025-01-").append(i + 10).append(',').append(i).append('\n');
        }
        Path path = Files.writeString(directory.resolve("history.csv"), rows);
        MappingSettings settings = new MappingSettings();
        settings.put(MappingSettings.KEY_FIELD, List.of("shop"));
        settings.put(MappingSettings.DATE_FIELD, List.of("day"));
        settings.put(MappingSettings.VALUE, List.of("sales=qty"));
        file = History.OfFile.of(
                path.toUri().toString(), settings.mapping(), FileForm.LONG_CSV, Columns.ofTargets("sales"));
    }

    private HistoryReader reader(TopicSplit split) {
        HistoryReader reader = new HistoryReader(Optional.of(file));
        assertTrue(reader.takes(split));
        return reader;
    }

    @Test
    void goesOnWhereACheckpointStopped() throws IOException {
        HistoryReader first = reader(TopicSplit.ofFile(file.name(), 0));
        for (int i = 0; i < 7; i++) {
            first.read(out);
        }
        List<TopicSplit> stored = first.snapshot(1);
        first.close();
        HistoryReader second = reader(stored.get(0));
        while (second.isReading()) {
            second.read(out);
        }
        assertEquals(ROWS, out.messages.size());
        SourceRecord message = out.messages.get(7);
        assertEquals(
                "{\"key\":\"a\",\"date\":\"2025-01-17\",\"sales\":7}",
                new String(message.value(), StandardCharsets.UTF_8));
        assertEquals("file:" + file.name(), message.topic());
        assertEquals(9, message.offset(), "the line of the file");
        assertEquals(List.of(stored.get(0).splitId()), out.released);
        assertEquals(List.of(stored.get(0).splitId()), second.takeRead());
    }

    /** Sixty rows of five series, made by DuckDB; each seventh has no value. */
    @Test
    void goesOnInParquet() throws Exception {
        URL parquet = ParquetReadings.class.getResource("zstd.parquet");
        file = History.OfFile.of(
                parquet.toURI().toString(), ReadingMapping.CONTRACT, FileForm.LONG_CSV, Columns.ofTargets("sales"));
        HistoryReader first = reader(TopicSplit.ofFile(file.name(), 0));
        for (int i = 0; i < 31; i++) {
            first.read(out);
        }
        List<TopicSplit> stored = first.snapshot(1);
        first.close();
        try (HistoryReader second = reader(stored.get(0))) {
            while (second.isReading()) {
                second.read(out);
            }
        }
        assertEquals(60, out.messages.size());
        SourceRecord message = out.messages.get(31);
        assertEquals(
                "{\"key\":\"s1\",\"date\":\"2020-01-07\",\"sales\":31.5}",
                new String(message.value(), StandardCharsets.UTF_8));
        assertEquals(32, message.offset(), "the row of the file");
    }

    /** Whoever hands out splits may be restored as it was before it heard of it. */
    @Test
    void tellsAgainAfterARestartWhatHasBeenRead() throws IOException {
        TopicSplit partition = TopicSplit.ofHistory(new TopicPartition("past", 1), 41);
        HistoryReader first = new HistoryReader(Optional.of(file));
        assertFalse(first.takes(partition), "the reader of Kafka reads it");
        first.partitionRead("other-0");
        assertEquals(List.of(), first.takeRead());
        first.partitionRead("past-1");
        assertEquals(List.of("past-1"), first.takeRead());
        List<TopicSplit> stored = first.snapshot(3);
        assertEquals(List.of(TopicSplit.read("past-1")), stored);

        HistoryReader second = reader(stored.get(0));
        assertEquals(List.of("past-1"), second.takeRead());
        assertTrue(second.isReading());
        second.read(out);
        assertFalse(second.isReading());
        assertEquals(List.of(stored.get(0).splitId()), out.released, "no time of messages is waited for");
        assertEquals(stored, second.snapshot(4));
        second.completed(3);
        assertEquals(stored, second.snapshot(5));
        second.completed(4);
        assertEquals(List.of(), second.snapshot(6));
    }

    /** Flink would try it again and again. */
    @Test
    void refusesToGoOnInAFileThatBecameShorter() {
        HistoryReader reader = new HistoryReader(Optional.of(file));
        UnusableStateException refused = assertThrows(
                UnusableStateException.class, () -> reader.takes(TopicSplit.ofFile(file.name(), ROWS + 1)));
        assertEquals(
                "--history: expected " + file.name()
                        + " as it was when 21 of its readings were read, but it has 20: start without --restore",
                refused.getMessage());
    }

    @Test
    void refusesToGoOnWithoutItsFile() {
        HistoryReader other = new HistoryReader(Optional.of(new History.OfTopic("past")));
        UnusableStateException refused = assertThrows(
                UnusableStateException.class, () -> other.takes(TopicSplit.ofFile("file:///history.csv", 3)));
        assertEquals(
                "--history: expected file:///history.csv, which the checkpoint had read in part, but got past",
                refused.getMessage());
    }
}
