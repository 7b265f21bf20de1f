package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.dashboard.web.Described;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.kind.StaticTable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a real broker to forecasts that the server makes itself, beside those that the job makes of the same readings. */
class WhatIfTest {

    /** In which the job issues forecasts of this series, whose scale is above 10. */
    private static final double STEP = 0.1;

    private static final int HORIZON = 7;
    private static final int DAYS = 50;
    private static final int FIRST = TestTopics.DAY;
    private static final int ORIGIN = FIRST + DAYS - 1;
    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion", "price"));
    private static final String PATH = "/api/series/x/forecast";

    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(
                    COLUMNS, List.of(true, false), 28, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
            17);

    private static final double[] ANNOUNCED = {0, 1, 0, 0, 1, 1, 0};
    private static final double[] OTHERWISE = {1, 1, 0, 0, 0, 0, 1};

    private static EmbeddedKafka kafka;
    private static TestTopics topics;
    private static Dashboard dashboard;
    private static Forecast issued;

    private record Plain(Reading reading, long time, long bytes) implements Arrival {}

    /** Fifty days, and before the last of them what is announced of the days ahead. */
    private static List<Reading> readings(double[] promotions) {
        SplittableRandom random = new SplittableRandom(3);
        List<Reading> readings = new ArrayList<>();
        for (int day = FIRST; day <= ORIGIN; day++) {
            int promotion = random.nextInt(4) == 0 ? 1 : 0;
            double sales = 50 + 5 * (day % 7) + 20 * promotion + random.nextInt(10);
            if (day == ORIGIN) {
                for (int lead = 0; lead < HORIZON; lead++) {
                    readings.add(new Reading("x", ORIGIN + 1 + lead, new double[] {Double.NaN, promotions[lead], 3}));
                }
            }
            readings.add(new Reading("x", day, new double[] {sales, promotion, 2 + random.nextInt(3)}));
        }
        return readings;
    }

    /** What the job writes for the last day. */
    private static Forecast newest(List<Reading> readings) {
        Forecast[] newest = new Forecast[1];
        SeriesReceiver<Plain> receiver = new SeriesReceiver<>() {
            @Override
            public void forecast(Forecast forecast) {
                newest[0] = forecast.origin() == ORIGIN ? forecast : newest[0];
            }

            @Override
            public void score(DayScore score) {
                // Not asked for.
            }

            @Override
            public void reject(Plain message, Rejection rejection) {
                throw new IllegalStateException(rejection.toString());
            }
        };
        SeriesState<Plain> state = new SeriesState<>("x");
        try (SeriesEngine<Plain> engine = new SeriesEngine<>(MODEL, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT)) {
            readings.forEach(reading -> engine.accept(new Plain(reading, MessageTime.UNKNOWN, 1), state, receiver));
        }
        return newest[0];
    }

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start();
        TestTopics.create(kafka);
        topics = new TestTopics(kafka.bootstrapServers());
        ReadingWriter writer = new ReadingWriter(COLUMNS);
        readings(ANNOUNCED).forEach(reading -> topics.send(TestTopics.READINGS, "x", writer.write(reading)));
        issued = newest(readings(ANNOUNCED));
        topics.send(TestTopics.PREDICTIONS, "x", new ForecastWriter().write(issued));
        topics.forecastOf("visits", "y", ORIGIN, 3);
        topics.flush();
        DashboardOptions plain = TestTopics.options(kafka, 0);
        dashboard = Dashboard.start(new DashboardOptions(
                plain.bootstrapServers(),
                plain.properties(),
                plain.topics(),
                plain.mappings(),
                plain.resultsRegistry(),
                plain.groups(),
                plain.host(),
                0,
                plain.token(),
                List.of(),
                plain.days(),
                plain.lookBack(),
                plain.memory(),
                Optional.of(MODEL),
                StaticTable.NONE));
        try (EventStream events =
                EventStream.open(dashboard.address(), EventStream.view("{\"key\":\"x\",\"target\":\"sales\"}"))) {
            events.await(update -> update.path("series").path("values").size() == DAYS
                    && update.path("series").path("forecast").path("origin").asInt() == ORIGIN);
        }
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        topics.close();
        kafka.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.uri(dashboard.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    private static JsonNode days(JsonNode forecasts) {
        return forecasts.get("forecasts").get(0).get("values");
    }

    private static String covariate(String values) {
        return "{\"covariates\":{\"promotion\":" + values + "}}";
    }

    @Test
    void withoutOtherAssumptionsItIsTheForecastOfTheJob() throws Exception {
        JsonNode published = days(ok(send(HttpRequest.newBuilder(), PATH)));
        assertEquals(published, days(ok(post(PATH, covariate("[null,null,null,null,null,null,null]")))));
        assertEquals(published, days(ok(post(PATH, covariate("[0,1,0,0,1,1,0]")))));
    }

    /** As if the job had heard of them; and the job, and the next who asks, hear nothing. */
    @Test
    void underAssumptionsItIsWhatTheJobWouldForecast() throws Exception {
        JsonNode before = days(ok(send(HttpRequest.newBuilder(), PATH)));
        Forecast expected = newest(readings(OTHERWISE));
        JsonNode answer = ok(post(PATH, covariate("[1,1,0,0,0,0,1]")));
        assertEquals(
                "[1.0,1.0,0.0,0.0,0.0,0.0,1.0]",
                answer.get("covariates").get("promotion").toString());
        for (int lead = 0; lead < HORIZON; lead++) {
            JsonNode quantiles = days(answer).get(lead).get("quantiles");
            double median = expected.value(0, 1, lead);
            assertEquals(median, quantiles.get("0.5").asDouble(), STEP, "lead " + lead);
            // The corrections of the intervals have learnt of other forecasts for the last days.
            double spread = expected.value(0, 2, lead) - expected.value(0, 0, lead);
            assertEquals(expected.value(0, 0, lead), quantiles.get("0.1").asDouble(), 0.05 * spread);
            assertEquals(expected.value(0, 2, lead), quantiles.get("0.9").asDouble(), 0.05 * spread);
        }
        assertNotEquals(before, days(answer));
        assertEquals(before, days(ok(send(HttpRequest.newBuilder(), PATH))));
    }

    @Test
    void assumesDatesToo() throws Exception {
        String date = LocalDate.ofEpochDay(ORIGIN + 2).toString();
        assertEquals(
                days(ok(post(PATH, covariate("[null,0,null,null,null,null,null]")))),
                days(ok(post(PATH, covariate("{\"" + date + "\":0}")))));
    }

    @Test
    void explainsEachMedian() throws Exception {
        JsonNode days = days(ok(send(HttpRequest.newBuilder(), PATH + "?explain=true")));
        boolean promoted = false;
        for (int lead = 0; lead < HORIZON; lead++) {
            JsonNode explained = days.get(lead).get("explanation");
            double sum = 0;
            for (String part : List.of("level", "weekday", "date", "others", "network", "rest")) {
                sum += explained.get(part).asDouble();
            }
            for (JsonNode flag : explained.get("flags")) {
                sum += flag.asDouble();
            }
            double median = issued.value(0, 1, lead);
            assertEquals(median, sum, 1e-9 * median, "lead " + lead);
            // The whole history is in the window of the server, so that nothing is left but rounding.
            assertEquals(0, explained.get("rest").asDouble(), STEP / 2 + 1e-4 * median, explained::toString);
            assertNotEquals(0, explained.get("network").asDouble());
            promoted |= explained.get("effects").path("promotion").asDouble() != 0;
        }
        assertTrue(promoted, days::toString);
        String table = send(HttpRequest.newBuilder().header("Accept", "text/csv"), PATH + "?explain=true")
                .body();
        assertTrue(table.startsWith("key,target,origin"), table);
        assertTrue(table.contains("of level,of weekday,of date,of others,of network,of rest,effect of pr"), table);
    }

    /** What is sent, and what comes with assumptions and explanations, has the form that the description says. */
    @Test
    void bodiesAreAsTheDescriptionSays() throws Exception {
        JsonNode document = ok(send(HttpRequest.newBuilder(), "/api/openapi.json"));
        ObjectMapper json = new ObjectMapper();
        String dates = covariate("{\"" + LocalDate.ofEpochDay(ORIGIN + 2) + "\":0}");
        for (String body : List.of(covariate("[null,0,null,null,null,null,1]"), dates)) {
            Described.assertFits("Assumptions", json.readTree(body), document);
            JsonNode answer = ok(post(PATH, body));
            Described.assertFits("Forecasts", answer, document);
            assertTrue(answer.has("covariates"), answer::toString);
        }
        assertFalse(Described.wrong("Assumptions", json.readTree(covariate("[\"yes\"]")), document)
                .isEmpty());
        JsonNode explained = ok(send(HttpRequest.newBuilder(), PATH + "?explain=true"));
        Described.assertFits("Forecasts", explained, document);
        Described.assertFits("Explanation", days(explained).get(0).get("explanation"), document);
        HttpResponse<String> refused = post(PATH, covariate("[1,0]"));
        Described.assertFits("Problem", json.readTree(refused.body()), document);
    }

    @Test
    void saysWhyThereIsNoAnswer() throws Exception {
        assertProblem(400, "promotion: expected 7 values, one for each day ahead, but got 2", PATH, covariate("[1,0]"));
        assertProblem(
                400, "wind: expected one of promotion, price, but got wind", PATH, "{\"covariates\":{\"wind\":1}}");
        assertProblem(400, "promotion: expected dates from", PATH, covariate("{\"2020-01-01\":1}"));
        assertProblem(400, "promotion: expected numbers", PATH, covariate("[1,0,0,\"yes\",0,0,0]"));
        assertProblem(400, "body: expected JSON", PATH, "{");
        assertProblem(400, "origin: expected one of target", PATH + "?origin=2025-03-18", covariate("[]"));
        assertProblem(404, "nothing is known of the series xx", "/api/series/xx/forecast", covariate("[]"));
        assertProblem(
                409,
                "model: expected the one that made the forecast, other@1, but the server has ",
                "/api/series/y/forecast",
                covariate("[0,0,0,0,0,0,0]"));
        assertProblem(405, "method: expected GET or HEAD, but got POST", "/api/series", covariate("[]"));
        assertProblem(413, "body: expected at most 16384 bytes", PATH, " ".repeat(20_000));
        HttpResponse<String> form =
                send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("promotion=1")), PATH);
        assertEquals(415, form.statusCode(), form.body());
    }

    private static void assertProblem(int status, String detail, String path, String body) throws Exception {
        HttpResponse<String> answer = post(path, body);
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertTrue(problem.get("detail").asText().contains(detail), answer.body());
    }
}
