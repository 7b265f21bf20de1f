package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.IssuedForecast;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.ScoredDay;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A board with twelve series, served as programs ask for it. */
final class ServedBoard implements AutoCloseable {

    /** 2025-03-18. */
    static final int DAY = 20_165;

    static final Instant ISSUED = Instant.parse("2025-03-19T02:00:07.120Z");

    /** A job took a model, refused the next, and compared another with the first. */
    static final List<ModelEvent> MODEL_EVENTS = List.of(
            new ModelEvent(ModelEvent.What.STARTED, ISSUED, "the-job", entry(ModelRole.LIVE, "1", ModelEntry.EVER), ""),
            new ModelEvent(
                    ModelEvent.What.REFUSED,
                    ISSUED.plusSeconds(60),
                    "the-job",
                    entry(ModelRole.LIVE, "2", DAY),
                    "horizon 14 instead of 2"),
            new ModelEvent(
                    ModelEvent.What.COMPARED,
                    ISSUED.plusSeconds(120),
                    "the-job",
                    entry(ModelRole.SHADOW, "3", DAY),
                    "",
                    Optional.of(new ModelFigures(
                            "gru48@1f3c9a",
                            DAY,
                            1,
                            12,
                            0.0325,
                            Double.NaN,
                            List.of(new ModelFigures.OfTarget(
                                    "sales",
                                    12,
                                    new ModelFigures.Both(4.21, 4.1),
                                    new ModelFigures.Both(1.137, 1.1),
                                    new ModelFigures.Both(0.79, 0.81)))))));

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Board board = new Board(1 << 30, 60);
    private final Anomalies anomalies = new Anomalies(1 << 20);
    private final PageServer server;

    ServedBoard() {
        board.addTargets(List.of("sales"));
        board.addFlag("promotion");
        for (int i = 1; i <= 12; i++) {
            String key = "store-" + i;
            board.read(List.of(day(key, DAY - 1, i), day(key, DAY, 10 * i)));
        }
        board.forecast(List.of(
                forecast("store-1", DAY - 1, 2, ISSUED.minusSeconds(86_400)), forecast("store-1", DAY, 0, ISSUED)));
        score("store-1", 0.5f);
        score("store-2", 2);
        board.forecast(List.of(new IssuedForecast(
                new Forecast(
                        "store-3",
                        DAY,
                        0,
                        "other@2",
                        Forecast.Source.BASELINE,
                        new ForecastShape(List.of("visits"), List.of(0.5), 1),
                        new double[] {7}),
                IssuedForecast.UNKNOWN_TIME)));
        anomalies.add(List.of(
                anomaly("store-1", DAY - 30, "sales", 0, false),
                anomaly("store-1", DAY, "sales", 2, false),
                anomaly("store-2", DAY, "sales", 0, false),
                anomaly("store-2", DAY, "sales", 1, true),
                anomaly("store-3", DAY - 1, "visits", 0, false)));
        PageData data = PageData.of(board, anomalies);
        data.models().add(MODEL_EVENTS);
        server = PageServer.start("127.0.0.1", 0, Optional.empty(), data);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private static ModelEntry entry(ModelRole role, String digit, int from) {
        return new ModelEntry(role, "gru48@" + digit.repeat(6), "file:///m" + digit, digit.repeat(64), from, ISSUED);
    }

    static Anomaly anomaly(String key, int day, String target, int revision, boolean withdrawn) {
        return new Anomaly(
                key,
                day,
                target,
                revision,
                "gru48@1f3c9a",
                withdrawn,
                3180,
                302.6,
                251,
                Double.NaN,
                new TargetScore.Surprise(1, 96.2f, 9.1f));
    }

    private static DayValues day(String key, int day, double value) {
        return new DayValues(key, day, new double[] {value}, 1, 0);
    }

    static IssuedForecast forecast(String key, int origin, int revision, Instant issued) {
        double[] values = {1.5, 2.5, 3, 4, 5, Double.NaN};
        return new IssuedForecast(
                new Forecast(key, origin, revision, "gru48@1f3c9a", Forecast.Source.MODEL, false, 56, SHAPE, values),
                issued.toEpochMilli());
    }

    private void score(String key, float error) {
        board.scored(
                key,
                "sales",
                new ScoredDay(DAY, 0, new float[] {error}, new float[] {1}, new double[] {0.8}, new byte[][] {{1}}));
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    JsonNode problem(int status, String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", type(answer));
        JsonNode problem = JSON.readTree(answer.body());
        Described.assertFits(
                "Problem",
                problem,
                JSON.readTree(send("GET", "/api/openapi.json").body()));
        return problem;
    }

    static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none");
    }
}
