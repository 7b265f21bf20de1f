package io.undercurrent.job.kafka.record;

import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.SourceRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Keeps messages as bytes, with their position; they are parsed later, where they can be rejected. */
public final class SourceRecordDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
        out.collect(new SourceRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers(record.headers())));
    }

    private static Map<String, byte[]> headers(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) {
            return Map.of();
        }
        Map<String, byte[]> named = new LinkedHashMap<>();
        for (Header header : all) {
            named.put(header.key(), header.value());
        }
        return named;
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return StreamTypes.SOURCE_RECORD;
    }
}
