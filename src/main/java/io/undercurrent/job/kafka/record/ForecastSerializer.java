package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.series.Forecast;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Forecasts to messages keyed by their series, with the time of the reading that they follow and their job as headers. */
public final class ForecastSerializer implements KafkaRecordSerializationSchema<Forecast> {

    /** Header with the consumer group of the job, which no other job has. */
    public static final String GROUP = "group";

    private final String topic;
    private final byte[] group;
    private final boolean withMean;
    private transient ForecastWriter writer;

    /**
     * @param group of the job that forecasts
     * @param withMean whether messages have the means
     */
    public ForecastSerializer(String topic, String group, boolean withMean) {
        this.withMean = withMean;
        this.topic = topic;
        this.group = group.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        writer = new ForecastWriter(withMean);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Forecast forecast, KafkaSinkContext sink, Long timestamp) {
        ProducerRecord<byte[], byte[]> message = IssuedNow.message(
                topic, forecast.key().getBytes(StandardCharsets.UTF_8), writer.write(forecast), timestamp);
        message.headers().add(GROUP, group);
        return message;
    }
}
