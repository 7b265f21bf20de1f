package io.undercurrent.job.kafka.record;

import io.undercurrent.format.ForecastWriter;
import io.undercurrent.series.Forecast;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Forecasts to messages keyed by their series, with the time of the reading that they follow as a header. */
public final class ForecastSerializer implements KafkaRecordSerializationSchema<Forecast> {

    private final String topic;
    private transient ForecastWriter writer;

    public ForecastSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        writer = new ForecastWriter();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Forecast forecast, KafkaSinkContext sink, Long timestamp) {
        return IssuedNow.message(
                topic, forecast.key().getBytes(StandardCharsets.UTF_8), writer.write(forecast), timestamp);
    }
}
