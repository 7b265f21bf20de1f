package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.dashboard.state.day.DayValues;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send or read slowly, many more than the server has places, keep nobody else waiting. */
@Timeout(120)
class SlowClientsTest {

    private static final int MANY = 150;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(SOON).build();

    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private static PageServer serve(Duration patience) {
        Board board = new Board(1 << 30, 60);
        board.addTargets(List.of("sales"));
        String name = "s".repeat(200);
        IntStream.range(0, 1000)
                .forEach(i -> board.read(List.of(new DayValues(name + i, 20_000, new double[] {i}, 0, 0))));
        return PageServer.start(
                "127.0.0.1",
                0,
                Optional.empty(),
                PageData.of(board, new Anomalies(1 << 20)),
                Optional.empty(),
                patience);
    }

    /** A client that says something and then nothing, and never reads. */
    private void say(PageServer server, String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
        slow.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void assertAnswers(PageServer server) throws Exception {
        for (String path : List.of("/", "/api/series?limit=3", "/api/series?limit=1000")) {
            assertEquals(200, get(server, path), path);
        }
    }

    /** The status of an answer, asked for again while the server is busy with what the others sent. */
    private static int get(PageServer server, String path) throws Exception {
        for (long begin = System.nanoTime(); ; Thread.sleep(100)) {
            int status = CLIENT.send(
                            HttpRequest.newBuilder(server.address().resolve(path))
                                    .timeout(SOON)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 503 || System.nanoTime() - begin > 3 * SOON.toNanos()) {
                return status;
            }
        }
    }

    private static String head(PageServer server, String request) {
        return request + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\n";
    }

    @Test
    void whoSendsSlowlyKeepsNobodyWaiting() throws Exception {
        try (PageServer server = serve(Duration.ofMinutes(2))) {
            String post = head(server, "POST /api/series/a/forecast")
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"days\":";
            for (int client = 0; client < MANY; client++) {
                say(server, post);
                say(server, "GET /api/ser");
                say(server, head(server, "GET /"));
            }
            assertAnswers(server);
        }
    }

    /** Each asks for some hundred megabytes, of which buffers of the network take a few. */
    @Test
    void whoReadsSlowlyKeepsNobodyWaiting() throws Exception {
        try (PageServer server = serve(Duration.ofMinutes(2))) {
            String asked = (head(server, "GET /api/series?limit=1000") + "\r\n").repeat(200);
            for (int client = 0; client < MANY; client++) {
                say(server, asked);
            }
            assertAnswers(server);
        }
    }

    @Test
    void whoTakesTooLongIsLeft() throws Exception {
        try (PageServer server = serve(Duration.ofSeconds(1))) {
            say(server, head(server, "POST /api/series/a/forecast") + "Content-Length: 1000\r\n\r\n{");
            say(server, "GET /api/ser");
            for (Socket socket : slow) {
                long begin = System.nanoTime();
                assertEquals(-1, socket.getInputStream().read());
                long took = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
                assertTrue(took < SOON.toSeconds(), "seconds " + took);
            }
            assertAnswers(server);
        }
    }
}
