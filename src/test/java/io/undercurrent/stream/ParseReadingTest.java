package io.undercurrent.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ParseReadingTest {

    @Test
    void everyMessageGoesOneWayOrTheOtherWithItsTimeAndPlace() throws Exception {
        OneInputStreamOperatorTestHarness<SourceRecord, ParsedReading> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                        new ParseReading(TestModels.COLUMNS, Admission.ALL, TopicMappings.CONTRACT)));
        harness.setup(new LayoutSerializer<>(ParsedReadingLayout.PARSED_READING));
        harness.open();
        SourceRecord good = source(7, "{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":318}");
        SourceRecord bad = source(8, "{\"key\":\"\",\"date\":\"2025-03-18\",\"sales\":318}");
        SourceRecord empty = new SourceRecord("readings", 0, 9, 90, new byte[] {1}, null);
        for (SourceRecord source : List.of(good, bad, empty)) {
            harness.processElement(source, source.timestamp());
        }
        StreamRecord<ParsedReading> parsed = new ArrayList<>(harness.getRecordOutput()).get(0);
        assertEquals(1, harness.getRecordOutput().size());
        assertEquals(70, parsed.getTimestamp());
        assertSame(good, parsed.getValue().source());
        assertEquals(
                Reading.of("a", LocalDate.of(2025, 3, 18), Double.NaN, 318, Double.NaN),
                parsed.getValue().reading());
        List<RejectedRecord> rejected = harness.getSideOutput(ParseReading.REJECTED).stream()
                .map(StreamRecord::getValue)
                .toList();
        assertEquals(
                List.of(Reason.EMPTY_KEY, Reason.EMPTY_MESSAGE),
                rejected.stream().map(record -> record.rejection().reason()).toList());
        assertArrayEquals(bad.value(), rejected.get(0).source().value());
        assertEquals(9, rejected.get(1).source().offset());
        harness.close();
    }

    @Test
    void countsWhatConcernsOtherJobs() throws Exception {
        Admission admission = new Admission(List.of("fast-*", "slow-?"), List.of("*.old"), List.of("humidity"));
        OperatorMetrics metrics = new OperatorMetrics();
        OneInputStreamOperatorTestHarness<SourceRecord, ParsedReading> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new ParseReading(TestModels.COLUMNS, admission, TopicMappings.CONTRACT)),
                        metrics.environment());
        harness.setup(new LayoutSerializer<>(ParsedReadingLayout.PARSED_READING));
        harness.open();
        List<String> messages = List.of(
                message("fast-1", "\"sales\":1"),
                message("slow-1", "\"sales\":1"),
                message("slow-10", "\"sales\":1"),
                message("fast-1.old", "\"sales\":1"),
                message("fast-2", "\"humidity\":1"),
                message("fast-3", "\"depth\":1"),
                message("none", "\"sales\":\"x\""),
                message("fast-4", "\"sales\":\"x\""),
                message("", "\"sales\":1"));
        for (String message : messages) {
            harness.processElement(source(1, message), 1);
        }
        assertEquals(
                List.of("fast-1", "slow-1"),
                harness.getRecordOutput().stream()
                        .map(record -> record.getValue().reading().key())
                        .toList());
        assertEquals(
                List.of(Reason.NO_VALUES, Reason.NOT_A_NUMBER, Reason.EMPTY_KEY),
                harness.getSideOutput(ParseReading.REJECTED).stream()
                        .map(record -> record.getValue().rejection().reason())
                        .toList());
        assertEquals(2, metrics.count("readings"));
        assertEquals(3, metrics.count("excluded"));
        assertEquals(1, metrics.count("unrelated"));
        harness.close();
        metrics.close();
    }

    private static String message(String key, String field) {
        return "{\"key\":\"" + key + "\",\"date\":\"2025-03-18\"," + field + "}";
    }

    private static SourceRecord source(long offset, String message) {
        return new SourceRecord("readings", 0, offset, 10 * offset, null, message.getBytes(UTF_8));
    }

    @Test
    void everyReasonHasACounter() {
        RecordedMetrics operator = new RecordedMetrics();
        RejectionCounters rejections = new RejectionCounters(operator);
        for (Reason reason : Reason.values()) {
            for (int times = 0; times <= reason.ordinal(); times++) {
                rejections.count(new Rejection(reason, ""));
            }
        }
        assertEquals(Reason.values().length, operator.all().size());
        assertEquals(1, operator.count("rejected{reason=empty-message}"));
        assertEquals(Reason.TOO_LATE.ordinal() + 1, operator.count("rejected{reason=too-late}"));
    }
}
