package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.series.Anomaly;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Anomalies to messages keyed by their series, with the time of the reading that they follow as a header. */
public final class AnomalySerializer implements KafkaRecordSerializationSchema<Anomaly> {

    private final String topic;
    private transient AnomalyWriter writer;

    public AnomalySerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        writer = new AnomalyWriter(RowEncoders.PLAIN);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Anomaly anomaly, KafkaSinkContext sink, Long timestamp) {
        return IssuedNow.message(
                topic, anomaly.key().getBytes(StandardCharsets.UTF_8), writer.write(anomaly), timestamp);
    }
}
