package io.undercurrent.job.kafka;

import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.ScoreWriter;
import io.undercurrent.job.source.ReadingsTopic;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The message sizes that the topics of a job accept. Each topic must accept what the job writes: a message too large
 * would make the job fail, restart, and fail at the same message again.
 *
 * @param predictionBytes the largest message that the predictions topic takes, and that of shadows, where there is one
 * @param rejectedBytes the largest message that the rejected topic takes
 * @param scoreBytes the largest message that the scores topic takes; 0 where there is none
 * @param anomalyBytes the largest message that the anomalies topic takes; 0 where there is none
 * @param readings the topics of readings, as they are found
 */
record KafkaTopics(int predictionBytes, int rejectedBytes, int scoreBytes, int anomalyBytes, ReadingsTopics readings) {

    /** Room for the headers of a rejected message, and for what Kafka adds to a message of its own. */
    static final int HEADROOM = 1 << 16;

    /**
     * Makes sure that topics which exist take what will be written.
     *
     * @throws IllegalStateException if one does not
     */
    static KafkaTopics check(KafkaAdmin admin, JobTopics names, ReadingsTopics readings, ForecastShape shape) {
        int readingBytes = readingBytes(admin, readings);
        return new KafkaTopics(
                Math.min(
                        forecastBytes(admin, names.predictions(), shape),
                        names.shadows()
                                .map(topic -> forecastBytes(admin, topic, shape))
                                .orElse(Integer.MAX_VALUE)),
                require(
                        admin,
                        names.rejected(),
                        rejectedBytes(readingBytes),
                        readingBytes + " bytes are the largest message of " + names.readings()
                                + ", and each must fit with its headers"),
                names.scores()
                        .map(topic ->
                                require(admin, topic, scoreBytes(shape), "a score of this model can be that long"))
                        .orElse(0),
                names.anomalies()
                        .map(topic -> require(admin, topic, anomalyBytes(shape), "an anomaly can be that long"))
                        .orElse(0),
                readings);
    }

    private static int forecastBytes(KafkaAdmin admin, String topic, ForecastShape shape) {
        return require(admin, topic, forecastBytes(shape), "a forecast of this model can be that long");
    }

    /** The largest message of a topic of readings, where there is any. One that comes later and takes larger ones has these cut. */
    static int readingBytes(KafkaAdmin admin, ReadingsTopics readings) {
        return readings.found().stream()
                .map(ReadingsTopic::name)
                .mapToInt(topic -> maxMessageBytes(admin, topic))
                .max()
                .orElse(0);
    }

    private static int maxMessageBytes(KafkaAdmin admin, String topic) {
        return Integer.parseInt(admin.setting(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    }

    static int forecastBytes(ForecastShape shape) {
        return ForecastWriter.maxBytes(shape) + HEADROOM;
    }

    static int scoreBytes(ForecastShape shape) {
        return ScoreWriter.maxBytes(shape) + HEADROOM;
    }

    static int anomalyBytes(ForecastShape shape) {
        return AnomalyWriter.maxBytes(shape) + HEADROOM;
    }

    /** A rejected message is as long as a reading, with headers. */
    static int rejectedBytes(int readingBytes) {
        return Math.addExact(readingBytes, HEADROOM);
    }

    private static int require(KafkaAdmin admin, String topic, int bytes, String why) {
        int limit = maxMessageBytes(admin, topic);
        if (limit < bytes) {
            throw new IllegalStateException("topic " + topic + ": expected " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                    + " of at least " + bytes + ", because " + why + ", but it is " + limit);
        }
        return limit;
    }
}
