package io.undercurrent.stream;

import io.undercurrent.stream.record.RejectedRecord;
import java.util.List;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** The chain between two operators: updates pass from one to the next by reference, and rejected messages are collected. */
final class Wire<T> implements Output<StreamRecord<T>> {

    private final Next<StreamRecord<T>> records;
    private final Next<Watermark> watermarks;
    private final List<RejectedRecord> rejected;

    /** Where something goes on to. */
    interface Next<T> {
        void take(T what) throws Exception;
    }

    Wire(Next<StreamRecord<T>> records, Next<Watermark> watermarks, List<RejectedRecord> rejected) {
        this.records = records;
        this.watermarks = watermarks;
        this.rejected = rejected;
    }

    @Override
    public void collect(StreamRecord<T> record) {
        pass(records, record);
    }

    private static <W> void pass(Next<W> next, W what) {
        try {
            next.take(what);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
        // The same readings leave by a second output, without their messages.
        if (tag.equals(ParseReading.REJECTED)) {
            rejected.add((RejectedRecord) record.getValue());
        }
    }

    @Override
    public void emitWatermark(Watermark mark) {
        pass(watermarks, mark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {}

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent watermark) {}

    @Override
    public void close() {}
}
