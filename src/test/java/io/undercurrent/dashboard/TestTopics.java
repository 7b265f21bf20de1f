package io.undercurrent.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.FlatScoreWriter;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.ScoreWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.series.TargetScore;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.topic.JobTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics as a job would fill them, of one target: a weekly wave with a forecast that knows it within five. */
final class TestTopics implements AutoCloseable {

    static final String READINGS = "in";
    static final String PREDICTIONS = "out";
    static final String SCORES = "marks";
    static final String ANOMALIES = "odd";
    static final String REJECTED = "refused";
    static final String MODEL_EVENTS = "changes";
    static final String TARGET = "sales";
    static final int DAY = 20_165;
    static final int HORIZON = 7;

    private static final ForecastShape SHAPE =
            new ForecastShape(List.of(TARGET), List.of(0.1, 0.25, 0.5, 0.75, 0.9), HORIZON);
    private static final double[] SPREAD = {-20, -10, 0, 10, 20};

    private final ReadingWriter readings = new ReadingWriter(new Columns(List.of(TARGET), List.of("promotion")));
    private final ForecastWriter forecasts = new ForecastWriter();
    private final ScoreWriter scores = new ScoreWriter();
    private final AnomalyWriter anomalies = new AnomalyWriter(RowEncoders.PLAIN);
    private final FlatForecastWriter forecastRows = new FlatForecastWriter(RowEncoders.CONNECT, false);
    private final FlatScoreWriter scoreRows = new FlatScoreWriter(RowEncoders.CONNECT);
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopics(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static void create(EmbeddedKafka kafka) {
        for (String topic : List.of(READINGS, PREDICTIONS, SCORES, ANOMALIES, REJECTED, MODEL_EVENTS)) {
            kafka.createTopic(topic, 2);
        }
    }

    static DashboardOptions options(EmbeddedKafka kafka, int port) {
        return new DashboardOptions(
                kafka.bootstrapServers(),
                Map.of(),
                FeedTopics.of(
                        List.of(new JobTopics(
                                READINGS, PREDICTIONS, REJECTED, Optional.of(SCORES), Optional.of(ANOMALIES))),
                        List.of(MODEL_EVENTS)),
                TopicMappings.CONTRACT,
                Optional.empty(),
                List.of("the-job"),
                "127.0.0.1",
                port,
                Optional.empty(),
                List.of(),
                60,
                100_000,
                64 << 20,
                Optional.empty(),
                StaticTable.NONE);
    }

    static double value(String key, int day) {
        return 100 + 10 * Math.floorMod(day, 7) + Math.floorMod(key.hashCode(), 50);
    }

    /** A day of a series: its reading, the forecast from it, and the score of the forecasts for it. */
    void day(String key, int day) {
        send(READINGS, key, readings.write(new Reading(key, day, new double[] {value(key, day), 1})));
        send(PREDICTIONS, key, forecasts.write(forecast(key, day)));
        score(key, day);
    }

    /** The forecast from a day once more, by another model. */
    void forecastBy(String model, String key, int origin) {
        Forecast before = forecast(key, origin);
        send(
                PREDICTIONS,
                key,
                forecasts.write(new Forecast(key, origin, 1, model, Source.MODEL, SHAPE, before.values())));
    }

    /** A day from a job that writes rows with a schema. */
    void dayInRows(String key, int day) {
        send(READINGS, key, readings.write(new Reading(key, day, new double[] {value(key, day), 1})));
        forecastRows.write(forecast(key, day), (row, value, place) -> send(PREDICTIONS, key, value, place));
        scoreRows.write(score(key, day, 0), (row, value, place) -> send(SCORES, key, value, place));
    }

    private void send(String topic, String key, byte[] row, RowPlace place) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, key.getBytes(UTF_8), row);
        message.headers().add(RowPlace.HEADER, place.write());
        producer.send(message);
    }

    /** What another job says of a target of its own: a forecast of one quantile for the day after. */
    void forecastOf(String target, String key, int origin, float value) {
        ForecastShape shape = new ForecastShape(List.of(target), List.of(0.5), 1);
        send(
                PREDICTIONS,
                key,
                forecasts.write(new Forecast(key, origin, 0, "other@1", Source.MODEL, shape, new double[] {value})));
    }

    /**
     * A forecast written at some time.
     *
     * @param read time of its reading, in a header
     */
    void forecastAt(String key, int origin, long time, OptionalLong read) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                PREDICTIONS, null, time, key.getBytes(UTF_8), forecasts.write(forecast(key, origin)));
        read.ifPresent(millis ->
                message.headers().add("reading-time", Long.toString(millis).getBytes(UTF_8)));
        producer.send(message);
    }

    /** Says in advance that a day has a promotion. */
    void announce(String key, int day) {
        send(READINGS, key, readings.write(new Reading(key, day, new double[] {Double.NaN, 1})));
    }

    /** The score of the forecasts for a day, alone. */
    void score(String key, int day) {
        send(SCORES, key, scores.write(score(key, day, 0)));
    }

    /** A value far off what was expected, or that it was corrected. */
    static Anomaly anomaly(String key, int day, int revision, boolean withdrawn) {
        double value = value(key, day);
        return new Anomaly(
                key,
                day,
                TARGET,
                revision,
                "gru48@1f3c9a",
                withdrawn,
                withdrawn ? value : 3 * value,
                value + 5,
                value - 15,
                value + 25,
                new TargetScore.Surprise(1, 24.5f, 9));
    }

    /** The same as a message, after the reading that it is about. */
    void unexpected(String key, int day, int revision, boolean withdrawn) {
        Anomaly anomaly = anomaly(key, day, revision, withdrawn);
        send(READINGS, key, readings.write(new Reading(key, day, new double[] {anomaly.actual(), 1})));
        send(ANOMALIES, key, anomalies.write(anomaly));
    }

    /** A value as it was expected, after days without one. */
    void afterMissingDays(String key, int day) {
        double value = value(key, day);
        TargetScore.Surprise surprise = new TargetScore.Surprise(0.5f, 25, 12, TargetScore.Cause.MISSING_DAYS);
        send(
                ANOMALIES,
                key,
                anomalies.write(new Anomaly(
                        key, day, TARGET, 0, "gru48@1f3c9a", false, value, value, value - 15, value + 25, surprise)));
    }

    Forecast forecast(String key, int origin) {
        double[] values = new double[SHAPE.size()];
        for (int quantile = 0; quantile < SPREAD.length; quantile++) {
            for (int lead = 0; lead < HORIZON; lead++) {
                values[SHAPE.index(0, quantile, lead)] =
                        value(key, origin + 1 + lead) + 5 + SPREAD[quantile] * (1 + lead);
            }
        }
        return new Forecast(key, origin, 0, "gru48@1f3c9a", Source.MODEL, SHAPE, values);
    }

    /** The message for a day that the model was trained on. */
    byte[] inSample(String key, int day) {
        return scores.write(score(key, day, 0, true));
    }

    DayScore score(String key, int day, int revision) {
        return score(key, day, revision, false);
    }

    private static DayScore score(String key, int day, int revision, boolean inSample) {
        double actual = value(key, day);
        double[] forecast = new double[HORIZON];
        double[] naive = new double[HORIZON];
        Source[] source = new Source[HORIZON];
        boolean[] inside = new boolean[HORIZON];
        Arrays.fill(forecast, actual + 5);
        double[] baseline = new double[HORIZON];
        Arrays.fill(naive, actual - 20);
        Arrays.fill(baseline, actual - 10);
        Arrays.fill(source, Source.MODEL);
        Arrays.fill(inside, true);
        inside[0] = false;
        return new DayScore(
                key,
                day,
                revision,
                "gru48@1f3c9a",
                inSample,
                List.of(new TargetScore(
                        TARGET,
                        actual,
                        10,
                        source,
                        forecast,
                        new float[HORIZON],
                        List.of(new TargetScore.Inside(0.8, inside)),
                        naive,
                        baseline)));
    }

    void send(String topic, String key, byte[] message) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), message));
    }

    void reject(String key, String value, String reason, String detail) {
        reject(key, value.getBytes(UTF_8), reason, detail, Map.of());
    }

    void reject(String key, byte[] value, String reason, String detail, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(REJECTED, key.getBytes(UTF_8), value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        Map.of("reason", reason, "detail", detail, "topic", READINGS, "partition", "1", "offset", "17")
                .forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        producer.send(message);
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
