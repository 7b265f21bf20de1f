package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.dashboard.api.Api;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import java.net.URI;
import java.net.URLEncoder;
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

/** What programs get from the page's server. */
class ApiTest {

    private static ServedBoard served;

    @BeforeAll
    static void start() {
        served = new ServedBoard();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> keys(JsonNode list) {
        List<String> keys = new ArrayList<>();
        list.get("series").forEach(line -> keys.add(line.get("key").asText()));
        return keys;
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
        JsonNode list = served.get("/api/series?" + query);
        assertEquals(keys, String.join(",", keys(list)));
        assertEquals(total, list.get("total").asInt());
    }

    @Test
    void aLineSaysHowTheSeriesIs() throws Exception {
        JsonNode line = served.get("/api/series?limit=1").get("series").get(0);
        assertEquals(
                "{\"key\":\"store-1\",\"targets\":[\"sales\"],\"newest\":\"2025-03-18\",\"origin\":\"2025-03-18\","
                        + "\"scores\":{\"pairs\":1,\"error\":0.5,\"baselineError\":1.0,"
                        + "\"coverage\":[{\"nominal\":0.8,\"inside\":1.0,\"counted\":1}]}}",
                line.toString());
    }

    @Test
    void tellsTheDaysOfASeries() throws Exception {
        JsonNode series = served.get("/api/series/store-3");
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
                served.send("GET", "/api/series/store-3", "Accept", "text/csv").body());
    }

    @Test
    void aForecastSaysHowOldItIsAndWhoMadeIt() throws Exception {
        long before = Instant.now().getEpochSecond();
        JsonNode forecast =
                served.get("/api/series/store-1/forecast").get("forecasts").get(0);
        assertEquals("2025-03-18", forecast.get("origin").asText());
        assertEquals(ServedBoard.ISSUED.toString(), forecast.get("issued").asText());
        assertEquals(
                before - ServedBoard.ISSUED.getEpochSecond(),
                forecast.get("age").asLong(),
                30);
        assertEquals("model", forecast.get("source").asText());
        assertEquals("gru48@1f3c9a", forecast.get("model").asText());
        assertEquals(56, forecast.get("days").asInt());
        assertEquals(
                "[{\"date\":\"2025-03-19\",\"quantiles\":{\"0.1\":1.5,\"0.5\":3.0,\"0.9\":5.0}},"
                        + "{\"date\":\"2025-03-20\",\"quantiles\":{\"0.1\":2.5,\"0.5\":4.0,\"0.9\":null}}]",
                forecast.get("values").toString());

        JsonNode earlier = served.get("/api/series/store-1/forecast?origin=2025-03-17&target=sales");
        assertEquals(2, earlier.get("forecasts").get(0).get("revision").asInt());

        JsonNode old =
                served.get("/api/series/store-3/forecast").get("forecasts").get(0);
        assertEquals("baseline", old.get("source").asText());
        assertTrue(
                old.get("issued").isNull()
                        && old.get("age").isNull()
                        && old.get("days").isNull(),
                old.toString());
    }

    @Test
    void aForecastIsATableToo() throws Exception {
        String[] lines = served.send("GET", "/api/series/store-1/forecast", "Accept", "text/csv")
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
        Instant[] now = {ServedBoard.ISSUED};
        InstantSource clock = () -> now[0];
        Board board = new Board(1 << 20, 60);
        board.forecast(List.of(ServedBoard.forecast("a", ServedBoard.DAY, 0, ServedBoard.ISSUED)));
        Api api = new Api(
                PageData.of(board, new Anomalies(1 << 20)),
                new SeriesOrders(board, System::nanoTime),
                clock,
                Optional.empty());
        List<String> path = List.of("series", "a", "forecast");
        var first = api.answer(path, new Parameters(Map.of()));
        now[0] = ServedBoard.ISSUED.plusSeconds(90);
        var second = api.answer(path, new Parameters(Map.of()));
        assertEquals(first.tag(), second.tag());
        assertTrue(new String(second.json(), StandardCharsets.UTF_8).contains("\"age\":90,"));
        now[0] = ServedBoard.ISSUED.minusSeconds(5);
        var early = api.answer(path, new Parameters(Map.of()));
        assertTrue(new String(early.json(), StandardCharsets.UTF_8).contains("\"age\":0,"));
        board.forecast(List.of(ServedBoard.forecast("a", ServedBoard.DAY, 1, ServedBoard.ISSUED)));
        assertNotEquals(first.tag(), api.answer(path, new Parameters(Map.of())).tag());
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = served.send("GET", "/api/series/store-1/forecast");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = served.send("GET", "/api/series/store-1/forecast", "If-None-Match", tag);
        assertEquals(304, second.statusCode());
        assertEquals("no-cache", second.headers().firstValue("Cache-Control").orElseThrow());
        HttpResponse<String> table =
                served.send("GET", "/api/series/store-1/forecast", "If-None-Match", tag, "Accept", "text/csv");
        assertEquals(200, table.statusCode());
    }

    @Test
    void zipsForWhoCanUnzip() throws Exception {
        for (String path : List.of("/api/series", "/api/openapi.json")) {
            HttpResponse<java.io.InputStream> zipped = ServedBoard.CLIENT.send(
                    HttpRequest.newBuilder(served.address().resolve(path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse("none"));
            try (GZIPInputStream body = new GZIPInputStream(zipped.body())) {
                assertArrayEquals(
                        served.send("GET", path).body().getBytes(StandardCharsets.UTF_8), body.readAllBytes(), path);
            }
        }
    }

    @Test
    void tellsAccuracyAndModels() throws Exception {
        JsonNode lead = served.get("/api/accuracy?target=sales")
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
                served.get("/api/models").get("models").toString());
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
        board.forecast(List.of(ServedBoard.forecast(key, ServedBoard.DAY, 0, ServedBoard.ISSUED)));
        try (PageServer here =
                PageServer.start("127.0.0.1", 0, Optional.empty(), PageData.of(board, new Anomalies(1 << 20)))) {
            for (String rest : List.of("", "/forecast", "/anomalies")) {
                URI address = here.address().resolve("/api/series/" + encode(key) + rest);
                HttpResponse<String> answer = ServedBoard.CLIENT.send(
                        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(
                        key, ServedBoard.JSON.readTree(answer.body()).get("key").asText());
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
                "/api/anomalies?since=yesterday | since | since: expected a date such as 2025-03-18, but got yesterday",
                "/api/series/store-1/anomalies?limit=3 | limit | limit: expected one of target, since, but got limit",
                "/api/series/store-1/forecast?origin=18.03.2025 | origin | origin: expected a date such as 2025-03-18, but got 18.03.2025",
            })
    void saysWhichParameterIsWrong(String path, String parameter, String detail) throws Exception {
        JsonNode problem = served.problem(400, path);
        assertEquals(parameter, problem.get("parameter").asText());
        assertTrue(problem.get("detail").asText().contains(detail), problem.toString());
    }

    @Test
    void listsAnomaliesButNoWithdrawnOnes() throws Exception {
        JsonNode all = served.get("/api/anomalies");
        assertEquals(3, all.get("total").asInt());
        assertEquals(List.of("store-1 2025-03-18", "store-3 2025-03-17", "store-1 2025-02-16"), anomalies(all));
        JsonNode newest = all.get("anomalies").get(0);
        assertEquals(2, newest.get("revision").asInt());
        assertEquals(96.2, newest.get("surprise").asDouble());
        assertTrue(newest.get("upper").isNull(), newest.toString());
        assertEquals(
                List.of("store-3 2025-03-17"),
                anomalies(served.get("/api/anomalies?since=2025-02-17&offset=1&limit=5")));
        assertEquals(List.of("store-3 2025-03-17"), anomalies(served.get("/api/anomalies?target=visits")));
        assertEquals(
                List.of("store-1 2025-03-18"), anomalies(served.get("/api/series/store-1/anomalies?since=2025-03-01")));
        assertEquals(List.of(), anomalies(served.get("/api/series/store-2/anomalies")));
        assertEquals(
                "store-3,visits,2025-03-17,0,3180,302.6,251,,1,96.2,9.1,value,gru48@1f3c9a",
                served.send("GET", "/api/series/store-3/anomalies", "Accept", "text/csv")
                        .body()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
    }

    private static List<String> anomalies(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.get("anomalies")
                .forEach(one -> found.add(
                        one.get("key").asText() + " " + one.get("date").asText()));
        return found;
    }

    @Test
    void saysWhatThereIsInsteadOfWhatIsNot() throws Exception {
        JsonNode near = served.problem(404, "/api/series/STORE-13/forecast").get("near");
        assertEquals(5, near.size());
        assertTrue(near.toString().startsWith("[\"store-1\",\"store-10\","), near.toString());
        assertEquals("[]", served.problem(404, "/api/series/x").get("near").toString());
        assertTrue(served.problem(404, "/api/series/store-1/forecast?origin=2025-01-01")
                .get("detail")
                .asText()
                .endsWith("from 2025-01-01; those kept are from 2025-03-17 to 2025-03-18"));
        served.problem(404, "/api/series/store-2/forecast");
        served.problem(404, "/api/series/store-1/forecast/more");
        served.problem(404, "/api");
        served.problem(404, "/api/");
        served.problem(400, "/api/series/%FF");
        HttpResponse<String> posted = served.send("POST", "/api/series");
        assertEquals("GET, HEAD", posted.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void answersBeforeAnythingIsKnown() throws Exception {
        try (PageServer empty = PageServer.start(
                "127.0.0.1", 0, Optional.empty(), PageData.of(new Board(1 << 20, 60), new Anomalies(1 << 20)))) {
            for (String path :
                    List.of("/api/series", "/api/accuracy", "/api/models", "/api/models/events", "/api/anomalies")) {
                for (String type : List.of("application/json", "text/csv")) {
                    HttpResponse<String> answer = ServedBoard.CLIENT.send(
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
        HttpResponse<String> answer = served.send("GET", "/api/models", "Accept", accept);
        assertEquals(form.equals("problem") ? 406 : 200, answer.statusCode());
        assertTrue(ServedBoard.type(answer).contains(form), ServedBoard.type(answer));
    }
}
