package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.dashboard.EventStream;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.dashboard.state.model.ModelNews;
import io.undercurrent.dashboard.state.traffic.RejectedMessage;
import io.undercurrent.dashboard.state.traffic.Rejections;
import io.undercurrent.dashboard.state.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {

    private static final int DAY = 20_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Board BOARD = new Board(1 << 30, 60);
    private static final Anomalies ANOMALIES = new Anomalies(1 << 20);
    private static final Rejections REJECTIONS = new Rejections();
    private static final PageData DATA = new PageData(BOARD, ANOMALIES, new ModelNews(), REJECTIONS, new Traffic());

    private static DayValues day(String key, int day, double... values) {
        return new DayValues(key, day, values, 0, 0);
    }

    private static PageServer server;

    @BeforeAll
    static void start() {
        BOARD.addTargets(List.of("sales", "temperature"));
        IntStream.range(0, 1000).forEach(i -> BOARD.read(List.of(day("store-" + i, DAY, i, -i))));
        server = PageServer.start("127.0.0.1", 0, Optional.empty(), DATA);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> look(String page, String type, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("/view?page=" + page))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The first line of the answer to a request for {@code host}, which the JDK's client would not let us name. */
    private static String statusFor(String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort());
                var writer = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            writer.write("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            writer.flush();
            return reader.readLine();
        }
    }

    @Test
    void allFilesThatThePageNamesAreThere() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        List<String> waiting = new ArrayList<>(List.of(""));
        List<String> seen = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String path = waiting.remove(0);
            HttpResponse<String> file = get("/" + path);
            assertEquals(200, file.statusCode(), path);
            seen.add(path);
            var named = java.util.regex.Pattern.compile("(?:src=|href=|from )\"(?:\\./)?([a-z0-9.-]+)\"")
                    .matcher(file.body());
            while (path.length() < 20 && !path.equals("d3.js") && named.find()) {
                if (!seen.contains(named.group(1)) && !waiting.contains(named.group(1))) {
                    waiting.add(named.group(1));
                }
            }
        }
        assertTrue(
                seen.containsAll(List.of("d3.js", "main.js", "chart.js", "palette.css", "icon.svg")), seen.toString());
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path : List.of("/nothing", "/..%2f..%2fpom.xml", "/main.js/", "/package-info.class")) {
            assertEquals(404, get(path).statusCode(), path);
        }
        assertEquals(405, get("/view").statusCode());
    }

    @Test
    void scriptsComeFromHereAlone() throws Exception {
        HttpResponse<String> page = get("/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().matches("(?s).*<script(?![^>]*src=).*"), page.body());
        assertFalse(page.body().matches("(?s).* (style|on[a-z]+)=.*"), page.body());
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/d3.js");
        HttpResponse<String> second = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("/d3.js"))
                        .header(
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElseThrow())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(304, second.statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate, gzip;q=0.5 | true",
                "gzip;q=0 | false",
                "br, gzip;q=0, deflate | false",
                "gzip; q=0.0, identity | false",
                "xgzip | false",
                "identity | false",
            })
    void filesAreZippedForWhoeverAcceptsThat(String accepted, boolean zipped) throws Exception {
        HttpResponse<byte[]> file = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("/main.js"))
                        .header("Accept-Encoding", accepted)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, file.statusCode());
        assertEquals(
                zipped ? Optional.of("gzip") : Optional.empty(), file.headers().firstValue("Content-Encoding"));
        assertEquals(zipped, file.body()[0] == (byte) 0x1f, "begins as gzip does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST:80", "[::1]:8090"})
    void answersToTheNamesOfThisMachine(String host) throws Exception {
        assertEquals("HTTP/1.1 200 OK", statusFor(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8090", "evil.example:127"})
    void answersToNoOtherName(String host) throws Exception {
        assertTrue(statusFor(host).startsWith("HTTP/1.1 421 "), host);
    }

    @Test
    void tellsThePartOfTheListThatIsInSight() throws Exception {
        // Another test adds a series of another name.
        String view = EventStream.view("{\"query\":\"store-\",\"from\":500,\"count\":3,\"target\":\"temperature\"}");
        try (EventStream events = EventStream.open(server.address(), view)) {
            JsonNode list = events.await(update -> update.has("list")).get("list");
            assertEquals(1000, list.get("total").asInt());
            assertEquals(3, list.get("lines").size());
            JsonNode line = list.get("lines").get(0);
            assertEquals("store-500", line.get("key").asText());
            assertEquals(-500, line.get("values").get(41).asInt());

            String other = EventStream.view("{\"query\":\"RE-99\",\"count\":20}");
            assertEquals(204, look(events.page(), "application/json", other).statusCode());
            JsonNode found = events.await(update -> update.has("list")).get("list");
            assertEquals(11, found.get("total").asInt());
            assertEquals("store-99", found.get("lines").get(0).get("key").asText());
        }
    }

    @Test
    void tellsOnlyWhatIsNew() throws Exception {
        String view = EventStream.view("{\"key\":\"new\",\"query\":\"store-77\"}");
        try (EventStream events = EventStream.open(server.address(), view)) {
            JsonNode before = events.await(update -> update.has("series")).get("series");
            assertTrue(before.get("unknown").asBoolean());
            BOARD.read(List.of(day("store-770", DAY + 1, 5, 6)));
            JsonNode list = events.await(update -> update.has("list")).get("list");
            assertFalse(list.get("reset").asBoolean());
            assertEquals(1, list.get("lines").size());
            assertEquals("store-770", list.get("lines").get(0).get("key").asText());
            assertEquals(DAY + 1, list.get("lines").get(0).get("newest").asInt());

            BOARD.read(List.of(day("new", DAY, 1, 2)));
            JsonNode series = events.await(update -> update.has("series")).get("series");
            assertEquals(1, series.get("values").get(0).asInt());
        }
    }

    @Test
    void rejectedMessagesAreToldWhileTheyAreInSight() throws Exception {
        String script = "<script>alert(1)</script>";
        REJECTIONS.add(List.of(
                new RejectedMessage("not-json", script, "readings, partition 0, offset 7", script, script, 25, 0)));
        try (EventStream events = EventStream.open(server.address(), EventStream.view("{}"))) {
            assertEquals(
                    1,
                    events.await(update -> update.has("status"))
                            .get("status")
                            .get("rejected")
                            .get("not-json")
                            .asInt());
            look(events.page(), "application/json", EventStream.view("{\"rejected\":true}"));
            JsonNode message = events.await(update -> update.has("rejected"))
                    .get("rejected")
                    .get(0);
            assertEquals(script, message.get("value").asText());
            assertEquals(
                    "readings, partition 0, offset 7", message.get("source").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":201} | lines: expected at most 200",
                "{\"from\":-1} | lines: expected at most 200",
                "{\"order\":\"SIZE\"} | SIZE",
                "{\"order\":null} | order: expected NAME, ERROR or NEWEST",
                "{\"query\":null} | query: expected a text",
                "{\"more\":1} | more",
            })
    void refusesAViewThatIsNone(String fields, String message) throws Exception {
        HttpResponse<String> answer = look("none", "application/json", EventStream.view(fields));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains(message), answer.body());
    }

    /** As clients send it that do not keep to RFC 3986. */
    @Test
    void refusesAddressesThatAreNotEncoded() throws Exception {
        for (String path : List.of("/api/series/a[b]", "/api/series/a\"b", "/api/series/a%5Bb%5D")) {
            try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + server.address().getPort() + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), path + ": " + answer);
            }
        }
    }

    @Test
    void refusesNullForAView() throws Exception {
        HttpResponse<String> answer = look("none", "application/json", "null");
        assertEquals(400, answer.statusCode());
        assertEquals("view: expected an object, but got null", answer.body());
    }

    @Test
    void refusesWhatIsNotSentByThePage() throws Exception {
        String view = EventStream.view("{}");
        assertEquals(404, look("none", "application/json", view).statusCode());
        assertEquals(415, look("none", "text/plain", view).statusCode());
        assertEquals(
                413, look("none", "application/json", " ".repeat(20_000) + view).statusCode());
    }

    /** On a server of its own: pages count until the server finds them gone, and other tests need room. */
    @Test
    void morePagesThanThereIsRoomForAreToldSo() throws Exception {
        List<EventStream> open = new ArrayList<>();
        try (PageServer own = PageServer.start("127.0.0.1", 0, Optional.empty(), DATA)) {
            for (int i = 0; i < OpenPages.MOST; i++) {
                open.add(EventStream.open(own.address(), EventStream.view("{}")));
            }
            EventStream.RefusedException refused = assertThrows(
                    EventStream.RefusedException.class, () -> EventStream.open(own.address(), EventStream.view("{}")));
            assertEquals("64 pages are open already, and there is no room for more.", refused.getMessage());
        } finally {
            open.forEach(EventStream::close);
        }
    }

    /** Several threads take them: the last place is not given twice. */
    @Test
    void pagesThatOpenAtTheSameMomentAreNoMoreThanThereIsRoomFor() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Socket> sockets = new ArrayList<>();
            try (PageServer own = PageServer.start("127.0.0.1", 0, Optional.empty(), DATA)) {
                int port = own.address().getPort();
                String request = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r";
                for (int i = 0; i < OpenPages.MOST + 16; i++) {
                    Socket socket = new Socket("127.0.0.1", port);
                    sockets.add(socket);
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                }
                for (Socket socket : sockets) {
                    socket.getOutputStream().write('\n');
                }
                int open = 0;
                for (Socket socket : sockets) {
                    open += isOpened(socket) ? 1 : 0;
                }
                assertEquals(OpenPages.MOST, open, "round " + round);
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    private static boolean isOpened(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = answer.readLine();
        while (!line.startsWith("event:")) {
            line = answer.readLine();
        }
        return line.contains("hello");
    }

    @Test
    void saysThatThePortIsTaken() {
        int taken = server.address().getPort();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PageServer.start("127.0.0.1", taken, Optional.empty(), DATA));
        assertTrue(refused.getMessage().startsWith("port: expected a free one, but " + taken), refused.getMessage());
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PageServer.start("no such host", 0, Optional.empty(), DATA));
        assertTrue(refused.getMessage().contains("no such host"), refused.getMessage());
    }
}
