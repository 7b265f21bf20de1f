package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.ScoreWriter;
import io.undercurrent.series.DayScore;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Scores to messages keyed by their series, with the time of the reading that they follow as a header. */
public final class ScoreSerializer implements KafkaRecordSerializationSchema<DayScore> {

    private final String topic;
    private transient ScoreWriter writer;

    public ScoreSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        writer = new ScoreWriter();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DayScore score, KafkaSinkContext sink, Long timestamp) {
        return IssuedNow.message(topic, score.key().getBytes(StandardCharsets.UTF_8), writer.write(score), timestamp);
    }
}
