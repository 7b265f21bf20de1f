package io.undercurrent.job.kafka.record;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * {@link ForecastRows} to messages, with the headers of forecasts. All rows of a series go to the partition
 * that Kafka chooses for the key of the series, so that they keep their order.
 */
public final class ForecastRowSerializer implements KafkaRecordSerializationSchema<Tuple3<byte[], byte[], byte[]>> {

    private final String topic;
    private final byte[] group;

    /**
     * @param group of the job that forecasts
     */
    public ForecastRowSerializer(String topic, String group) {
        this.topic = topic;
        this.group = group.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Tuple3<byte[], byte[], byte[]> row, KafkaSinkContext sink, Long timestamp) {
        int[] partitions = sink.getPartitionsForTopic(topic);
        int partition = partitions[Utils.toPositive(Utils.murmur2(row.f0)) % partitions.length];
        ProducerRecord<byte[], byte[]> message = IssuedNow.message(topic, partition, row.f1, row.f2, timestamp);
        message.headers().add(ForecastSerializer.GROUP, group);
        return message;
    }
}
