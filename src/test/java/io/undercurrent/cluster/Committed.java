package io.undercurrent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ScoreParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a reader finds that reads committed messages, as they were written: two are equal if each digit is. */
final class Committed {

    private Committed() {}

    /**
     * Forecasts by series, origin and revision.
     *
     * @throws IllegalStateException if one of them is there twice
     */
    static Map<String, String> forecasts(String bootstrapServers, String topic) {
        ForecastParser parser = new ForecastParser();
        return read(bootstrapServers, topic, message -> {
            Forecast forecast = parser.parse(message);
            return forecast.key() + " from " + forecast.originDate() + " revision " + forecast.revision();
        });
    }

    /**
     * Scores by series, day and revision.
     *
     * @throws IllegalStateException if one of them is there twice
     */
    static Map<String, String> scores(String bootstrapServers, String topic) {
        ScoreParser parser = new ScoreParser();
        return read(bootstrapServers, topic, message -> {
            DayScore score = parser.parse(message);
            return score.key() + " on " + score.date() + " revision " + score.revision();
        });
    }

    private static Map<String, String> read(String bootstrapServers, String topic, Function<byte[], String> name) {
        Map<String, String> messages = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(bootstrapServers, topic)) {
            if (messages.put(name.apply(record.value()), new String(record.value(), UTF_8)) != null) {
                throw new IllegalStateException(topic + " has twice: " + name.apply(record.value()));
            }
        }
        return messages;
    }
}
