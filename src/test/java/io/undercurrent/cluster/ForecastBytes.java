package io.undercurrent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.ForecastParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.series.Forecast;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The committed forecasts of a topic, as they were written: two are equal if each digit is. */
final class ForecastBytes {

    private ForecastBytes() {}

    /**
     * By series, origin and revision.
     *
     * @throws IllegalStateException if one of them is there twice
     */
    static Map<String, String> read(String bootstrapServers, String topic) {
        ForecastParser parser = new ForecastParser();
        Map<String, String> forecasts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(bootstrapServers, topic)) {
            Forecast forecast = parser.parse(record.value());
            String name = forecast.key() + " from " + forecast.originDate() + " revision " + forecast.revision();
            if (forecasts.put(name, new String(record.value(), UTF_8)) != null) {
                throw new IllegalStateException(topic + " has twice: " + name);
            }
        }
        return forecasts;
    }
}
