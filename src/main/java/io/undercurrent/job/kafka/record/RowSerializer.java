package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.row.RowPlace;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * {@link Rows} to messages, with the time of the reading that they follow and their job as headers. All rows of a series go to the partition
 * that Kafka chooses for the key of the series, so that they keep their order.
 */
public final class RowSerializer implements KafkaRecordSerializationSchema<Tuple4<byte[], byte[], byte[], byte[]>> {

    private final String topic;
    private final byte[] group;

    /**
     * @param group of the job that forecasts
     */
    public RowSerializer(String topic, String group) {
        this.topic = topic;
        this.group = group.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Tuple4<byte[], byte[], byte[], byte[]> row, KafkaSinkContext sink, Long timestamp) {
        int[] partitions = sink.getPartitionsForTopic(topic);
        int partition = partitions[Utils.toPositive(Utils.murmur2(row.f0)) % partitions.length];
        ProducerRecord<byte[], byte[]> message = IssuedNow.message(topic, partition, row.f1, row.f2, timestamp);
        message.headers().add(ForecastSerializer.GROUP, group);
        message.headers().add(RowPlace.HEADER, row.f3);
        return message;
    }
}
