package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.openapiparser.OpenApiParser;
import io.openapiparser.OpenApiResult;
import io.openapiparser.ValidationError;
import io.openapiprocessor.jackson.JacksonConverter;
import io.openapiprocessor.jsonschema.reader.UriReader;
import io.openapiprocessor.jsonschema.schema.DocumentLoader;
import io.openapiprocessor.jsonschema.schema.DocumentStore;
import io.openapiprocessor.jsonschema.schema.SchemaStore;
import io.openapiprocessor.jsonschema.validator.Validator;
import io.undercurrent.dashboard.api.Api;
import io.undercurrent.dashboard.api.Parameters;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.IssuedForecast;
import io.undercurrent.dashboard.state.ScoredDay;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.dashboard.traffic.Rejections;
import io.undercurrent.dashboard.traffic.Traffic;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs get from the page's server, against its description. */
class ApiTest {

    /** 2025-03-18. */
    private static final int DAY = 20_165;

    private static final Instant ISSUED = Instant.parse("2025-03-19T02:00:07.120Z");
    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Board BOARD = new Board(1 << 30, 60);

    private static PageServer server;

    @BeforeAll
    static void start() {
        BOARD.addTargets(List.of("sales"));
        BOARD.addFlag("promotion");
        for (int i = 1; i <= 12; i++) {
            String key = "store-" + i;
            BOARD.read(List.of(day(key, DAY - 1, i), day(key, DAY, 10 * i)));
        }
        BOARD.forecast(List.of(
                forecast("store-1", DAY - 1, 2, ISSUED.minusSeconds(86_400)), forecast("store-1", DAY, 0, ISSUED)));
        score("store-1", 0.5f);
        score("store-2", 2);
        BOARD.forecast(List.of(new IssuedForecast(
                new Forecast(
                        "store-3",
                        DAY,
                        0,
                        "other@2",
                        Forecast.Source.BASELINE,
                        new ForecastShape(List.of("visits"), List.of(0.5), 1),
                        new double[] {7}),
                IssuedForecast.UNKNOWN_TIME)));
        server = PageServer.start("127.0.0.1", 0, Optional.empty(), BOARD, new Rejections(), new Traffic());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DayValues day(String key, int day, double value) {
        return new DayValues(key, day, new double[] {value}, 1, 0);
    }

    private static IssuedForecast forecast(String key, int origin, int revision, Instant issued) {
        double[] values = {1.5, 2.5, 3, 4, 5, Double.NaN};
        return new IssuedForecast(
                new Forecast(key, origin, revision, "gru48@1f3c9a", Forecast.Source.MODEL, false, 56, SHAPE, values),
                issued.toEpochMilli());
    }

    private static void score(String key, float error) {
        BOARD.scored(
                key,
                "sales",
                new ScoredDay(DAY, 0, new float[] {error}, new float[] {1}, new double[] {0.8}, new byte[][] {{1}}));
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static JsonNode problem(int status, String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", type(answer));
        JsonNode problem = JSON.readTree(answer.body());
        assertFits(
                "Problem",
                problem,
                JSON.readTree(send("GET", "/api/openapi.json").body()));
        return problem;
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none");
    }

    private static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> keys(JsonNode list) {
        List<String> keys = new ArrayList<>();
        list.get("series").forEach(line -> keys.add(line.get("key").asText()));
        return keys;
    }

    /** The schema is one of the document, which its references stay within. */
    private static void assertFits(String schema, JsonNode body, JsonNode document) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", "#/components/schemas/" + schema);
        var wrong = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(root)
                .validate(body, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
        assertEquals(List.of(), List.copyOf(wrong), body::toString);
    }

    @Test
    void theDescriptionIsOpenApi() throws Exception {
        String document = send("GET", "/api/openapi.json").body();
        assertEquals(List.of(), wrongIn(document));
        assertFalse(wrongIn(document.replace("\"in\": \"query\"", "\"in\": \"question\""))
                .isEmpty());
    }

    private static List<String> wrongIn(String document) throws Exception {
        DocumentLoader loader = new DocumentLoader(new UriReader(), new JacksonConverter());
        OpenApiResult parsed = new OpenApiParser(new DocumentStore(), loader)
                .parse(URI.create("memory:/openapi.json"), JSON.readValue(document, Object.class));
        SchemaStore schemas = new SchemaStore(loader);
        schemas.registerDraft202012();
        return parsed.validate(new Validator(), schemas)
                ? List.of()
                : parsed.getValidationErrors().stream()
                        .map(ValidationError::getText)
                        .toList();
    }

    /** All that is documented is there, and what is there is as documented. */
    @Test
    void answersAreAsTheDescriptionSays() throws Exception {
        JsonNode document = get("/api/openapi.json");
        List<String> paths = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        assertEquals(5, paths.size());
        for (String path : paths) {
            JsonNode operation = document.get("paths").get(path).get("get");
            JsonNode ok = operation.get("responses").get("200").get("content");
            String here = path.replace("{key}", "store-1");

            HttpResponse<String> json = send("GET", here);
            assertEquals(200, json.statusCode(), json.body());
            assertEquals("application/json", type(json));
            String schema = ok.get("application/json").get("schema").get("$ref").asText();
            assertFits(schema.substring(schema.lastIndexOf('/') + 1), JSON.readTree(json.body()), document);

            HttpResponse<String> csv = send("GET", here, "Accept", "text/csv");
            assertEquals("text/csv; charset=utf-8; header=present", type(csv));
            String example = ok.get("text/csv").get("example").asText();
            assertEquals(example.lines().findFirst(), csv.body().lines().findFirst());
            assertTrue(csv.body().lines().count() > 1, csv.body());

            HttpResponse<String> head = send("HEAD", here);
            assertEquals(200, head.statusCode());
            assertEquals("", head.body());

            assertDocumented(operation, document, 405, send("DELETE", here));
            assertDocumented(operation, document, 406, send("GET", here, "Accept", "image/png"));
            HttpResponse<String> unknown = send("GET", here + "?colour=red");
            assertDocumented(operation, document, 400, unknown);
            assertEquals(
                    parameters(operation, document),
                    JSON.readTree(unknown.body()).get("expected").asText());
            if (path.contains("{key}")) {
                assertDocumented(operation, document, 404, send("GET", path.replace("{key}", "nothing")));
            }
        }
    }

    private static void assertDocumented(JsonNode operation, JsonNode document, int status, HttpResponse<String> answer)
            throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(operation.get("responses").has(Integer.toString(status)), status + " of " + operation);
        assertEquals("application/problem+json", type(answer));
        JsonNode problem = JSON.readTree(answer.body());
        assertFits("Problem", problem, document);
        assertEquals(status, problem.get("status").asInt());
    }

    /** What the server says when it gets a parameter that it does not know. */
    private static String parameters(JsonNode operation, JsonNode document) {
        List<String> names = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = document.at(reference.get("$ref").asText().substring(1));
            if (parameter.get("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
            }
        }
        return names.isEmpty() ? "no parameter" : "one of " + String.join(", ", names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search=STORE-1&limit=2 | store-1,store-10 | 4",
                "search=store-1&offset=3 | store-12 | 4",
                "sort=-key&limit=2 | store-12,store-11 | 12",
                "sort=-error&limit=3 | store-2,store-1,store-3 | 12",
                "sort=error&limit=3 | store-1,store-2,store-3 | 12",
                "sort=-newest&limit=1 | store-1 | 12",
                "target=visits | store-3 | 1",
                "offset=2000000000 | '' | 12",
            })
    void listsSeriesInPartsAndOrders(String query, String keys, int total) throws Exception {
        JsonNode list = get("/api/series?" + query);
        assertEquals(keys, String.join(",", keys(list)));
        assertEquals(total, list.get("total").asInt());
    }

    @Test
    void aLineSaysHowTheSeriesIs() throws Exception {
        JsonNode line = get("/api/series?limit=1").get("series").get(0);
        assertEquals(
                "{\"key\":\"store-1\",\"targets\":[\"sales\"],\"newest\":\"2025-03-18\",\"origin\":\"2025-03-18\","
                        + "\"scores\":{\"pairs\":1,\"error\":0.5,\"baselineError\":1.0,"
                        + "\"coverage\":[{\"nominal\":0.8,\"inside\":1.0,\"counted\":1}]}}",
                line.toString());
    }

    @Test
    void tellsTheDaysOfASeries() throws Exception {
        JsonNode series = get("/api/series/store-3");
        JsonNode sales = series.get("targets").get(0);
        assertEquals(
                "[{\"date\":\"2025-03-17\",\"value\":3.0},{\"date\":\"2025-03-18\",\"value\":30.0}]",
                sales.get("values").toString());
        assertTrue(series.get("targets").get(1).get("newest").isNull());
        assertEquals(
                "[{\"flag\":\"promotion\",\"days\":[\"2025-03-17\",\"2025-03-18\"]}]",
                series.get("flags").toString());
        assertEquals(
                "key,date,sales,visits\r\nstore-3,2025-03-17,3,\r\nstore-3,2025-03-18,30,\r\n",
                send("GET", "/api/series/store-3", "Accept", "text/csv").body());
    }

    @Test
    void aForecastSaysHowOldItIsAndWhoMadeIt() throws Exception {
        long before = Instant.now().getEpochSecond();
        JsonNode forecast = get("/api/series/store-1/forecast").get("forecasts").get(0);
        assertEquals("2025-03-18", forecast.get("origin").asText());
        assertEquals(ISSUED.toString(), forecast.get("issued").asText());
        assertEquals(before - ISSUED.getEpochSecond(), forecast.get("age").asLong(), 30);
        assertEquals("model", forecast.get("source").asText());
        assertEquals("gru48@1f3c9a", forecast.get("model").asText());
        assertEquals(56, forecast.get("days").asInt());
        assertEquals(
                "[{\"date\":\"2025-03-19\",\"quantiles\":{\"0.1\":1.5,\"0.5\":3.0,\"0.9\":5.0}},"
                        + "{\"date\":\"2025-03-20\",\"quantiles\":{\"0.1\":2.5,\"0.5\":4.0,\"0.9\":null}}]",
                forecast.get("values").toString());

        JsonNode earlier = get("/api/series/store-1/forecast?origin=2025-03-17&target=sales");
        assertEquals(2, earlier.get("forecasts").get(0).get("revision").asInt());

        JsonNode old = get("/api/series/store-3/forecast").get("forecasts").get(0);
        assertEquals("baseline", old.get("source").asText());
        assertTrue(
                old.get("issued").isNull()
                        && old.get("age").isNull()
                        && old.get("days").isNull(),
                old.toString());
    }

    @Test
    void aForecastIsATableToo() throws Exception {
        String[] lines = send("GET", "/api/series/store-1/forecast", "Accept", "text/csv")
                .body()
                .split("\r\n");
        assertEquals(3, lines.length);
        assertTrue(
                lines[2].matches(
                        "store-1,sales,2025-03-18,2025-03-19T02:00:07.120Z,[0-9]+,model,gru48@1f3c9a,0,false,56,"
                                + "2025-03-20,2.5,4,"),
                lines[2]);
    }

    /** The page can be asked for as often as wanted: while nothing is new, only the age is another. */
    @Test
    void theTagOfAForecastDoesNotAge() {
        Instant[] now = {ISSUED};
        InstantSource clock = () -> now[0];
        Board board = new Board(1 << 20, 60);
        board.forecast(List.of(forecast("a", DAY, 0, ISSUED)));
        Api api = new Api(board, new SeriesOrders(board, System::nanoTime), clock);
        List<String> path = List.of("series", "a", "forecast");
        var first = api.answer(path, new Parameters(Map.of()));
        now[0] = ISSUED.plusSeconds(90);
        var second = api.answer(path, new Parameters(Map.of()));
        assertEquals(first.tag(), second.tag());
        assertTrue(new String(second.json(), StandardCharsets.UTF_8).contains("\"age\":90,"));
        now[0] = ISSUED.minusSeconds(5);
        var early = api.answer(path, new Parameters(Map.of()));
        assertTrue(new String(early.json(), StandardCharsets.UTF_8).contains("\"age\":0,"));
        board.forecast(List.of(forecast("a", DAY, 1, ISSUED)));
        assertNotEquals(first.tag(), api.answer(path, new Parameters(Map.of())).tag());
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = send("GET", "/api/series/store-1/forecast");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = send("GET", "/api/series/store-1/forecast", "If-None-Match", tag);
        assertEquals(304, second.statusCode());
        assertEquals("no-cache", second.headers().firstValue("Cache-Control").orElseThrow());
        HttpResponse<String> table =
                send("GET", "/api/series/store-1/forecast", "If-None-Match", tag, "Accept", "text/csv");
        assertEquals(200, table.statusCode());
    }

    @Test
    void zipsForWhoCanUnzip() throws Exception {
        for (String path : List.of("/api/series", "/api/openapi.json")) {
            HttpResponse<java.io.InputStream> zipped = CLIENT.send(
                    HttpRequest.newBuilder(server.address().resolve(path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse("none"));
            try (GZIPInputStream body = new GZIPInputStream(zipped.body())) {
                assertArrayEquals(send("GET", path).body().getBytes(StandardCharsets.UTF_8), body.readAllBytes(), path);
            }
        }
    }

    @Test
    void tellsAccuracyAndModels() throws Exception {
        JsonNode lead = get("/api/accuracy?target=sales")
                .get("targets")
                .get(0)
                .get("leads")
                .get(0);
        assertEquals(1, lead.get("lead").asInt());
        assertEquals(1.25, lead.get("scores").get("error").asDouble());
        assertEquals(
                "[{\"model\":\"other@2\",\"since\":null,\"last\":null,\"firstOrigin\":\"2025-03-18\","
                        + "\"lastOrigin\":\"2025-03-18\",\"series\":1,\"targets\":[\"visits\"]},"
                        + "{\"model\":\"gru48@1f3c9a\",\"since\":\"2025-03-18T02:00:07.120Z\","
                        + "\"last\":\"2025-03-19T02:00:07.120Z\",\"firstOrigin\":\"2025-03-17\","
                        + "\"lastOrigin\":\"2025-03-18\",\"series\":1,\"targets\":[\"sales\"]}]",
                get("/api/models").get("models").toString());
    }

    /** Keys are whatever messages have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z\u00fcrich 1/2",
                "50%",
                "%2F",
                "a+b",
                "a;b=c",
                "a?b#c",
                "a//b",
                "\ud83c\udf0a",
                "\"<&>\\|^`{}",
                "forecast"
            })
    void keysMayHoldAnything(String key) throws Exception {
        Board board = new Board(1 << 20, 60);
        board.forecast(List.of(forecast(key, DAY, 0, ISSUED)));
        try (PageServer here =
                PageServer.start("127.0.0.1", 0, Optional.empty(), board, new Rejections(), new Traffic())) {
            for (String rest : List.of("", "/forecast")) {
                URI address = here.address().resolve("/api/series/" + encode(key) + rest);
                HttpResponse<String> answer =
                        CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(key, JSON.readTree(answer.body()).get("key").asText());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/series?limit=0 | limit | limit: expected a whole number from 1 to 1000, but got 0",
                "/api/series?limit=many | limit | limit: expected a whole number from 1 to 1000, but got many",
                "/api/series?offset=-1 | offset | but got -1",
                "/api/series?sort=size | sort | sort: expected one of key, -key, error, -error, newest, -newest, but got size",
                "/api/series?target=rain | target | target: expected one of sales, visits, but got rain",
                "/api/series?limit=1&limit=2 | limit | limit: expected one value, but got 1 and 2",
                "/api/series/store-1?target=sales | target | target: expected no parameter, but got target",
                "/api/series/store-1/forecast?origin=18.03.2025 | origin | origin: expected a date such as 2025-03-18, but got 18.03.2025",
            })
    void saysWhichParameterIsWrong(String path, String parameter, String detail) throws Exception {
        JsonNode problem = problem(400, path);
        assertEquals(parameter, problem.get("parameter").asText());
        assertTrue(problem.get("detail").asText().contains(detail), problem.toString());
    }

    @Test
    void saysWhatThereIsInsteadOfWhatIsNot() throws Exception {
        JsonNode near = problem(404, "/api/series/STORE-13/forecast").get("near");
        assertEquals(5, near.size());
        assertTrue(near.toString().startsWith("[\"store-1\",\"store-10\","), near.toString());
        assertEquals("[]", problem(404, "/api/series/x").get("near").toString());
        assertTrue(problem(404, "/api/series/store-1/forecast?origin=2025-01-01")
                .get("detail")
                .asText()
                .endsWith("from 2025-01-01; those kept are from 2025-03-17 to 2025-03-18"));
        problem(404, "/api/series/store-2/forecast");
        problem(404, "/api/series/store-1/forecast/more");
        problem(404, "/api");
        problem(404, "/api/");
        problem(400, "/api/series/%FF");
        HttpResponse<String> posted = send("POST", "/api/series");
        assertEquals("GET, HEAD", posted.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void answersBeforeAnythingIsKnown() throws Exception {
        try (PageServer empty = PageServer.start(
                "127.0.0.1", 0, Optional.empty(), new Board(1 << 20, 60), new Rejections(), new Traffic())) {
            for (String path : List.of("/api/series", "/api/accuracy", "/api/models")) {
                for (String type : List.of("application/json", "text/csv")) {
                    HttpResponse<String> answer = CLIENT.send(
                            HttpRequest.newBuilder(empty.address().resolve(path))
                                    .header("Accept", type)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertEquals(200, answer.statusCode(), answer.body());
                    assertFalse(answer.body().isBlank());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | csv",
                "text/csv;charset=utf-8, application/json;q=0.5 | csv",
                "TEXT/*, application/json;q=0.9 | csv",
                "text/csv;q=0.5, */* | json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | json",
                "application/json;q=0, */* | csv",
                "*/* | json",
                "text/html | problem",
                "text/csv;q=0 | problem",
            })
    void answersInTheFormThatIsLikedBest(String accept, String form) throws Exception {
        HttpResponse<String> answer = send("GET", "/api/models", "Accept", accept);
        assertEquals(form.equals("problem") ? 406 : 200, answer.statusCode());
        assertTrue(type(answer).contains(form), type(answer));
    }
}
