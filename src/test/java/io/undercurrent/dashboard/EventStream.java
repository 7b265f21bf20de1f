package io.undercurrent.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an open page is told, without a page. */
public final class EventStream implements AutoCloseable {

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> lines;
    private final ObjectNode known = JSON.createObjectNode();
    private final String page;

    private EventStream(HttpResponse<Stream<String>> response) throws IOException {
        this.response = response;
        this.lines = response.body().iterator();
        this.page = next("hello").path("page").asText();
    }

    /** The server has no room for the page. */
    public static final class RefusedException extends IOException {
        RefusedException(String why) {
            super(why);
        }
    }

    public static EventStream open(URI address, String view) throws IOException, InterruptedException {
        URI events = address.resolve("/events?view=" + URLEncoder.encode(view, StandardCharsets.UTF_8));
        return new EventStream(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofLines()));
    }

    /** A view with these fields over those of a page that has just been opened. */
    public static String view(String fields) {
        try {
            var view = JSON.createObjectNode()
                    .put("query", "")
                    .put("order", "NAME")
                    .put("from", 0)
                    .put("count", 20)
                    .put("anomalies", false)
                    .put("rejected", false);
            view.putNull("key");
            view.putNull("target");
            view.putNull("origin");
            view.setAll((ObjectNode) JSON.readTree(fields));
            return view.toString();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(fields, wrong);
        }
    }

    public String page() {
        return page;
    }

    /** The data of the next event of a kind. */
    private JsonNode next(String kind) throws IOException {
        String current = "";
        while (true) {
            String line = lines.next();
            if (line.startsWith("event:")) {
                current = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:") && current.equals("refused")) {
                throw new RefusedException(JSON.readTree(line.substring("data:".length()))
                        .path("why")
                        .asText());
            } else if (line.startsWith("data:") && current.equals(kind)) {
                return JSON.readTree(line.substring("data:".length()));
            }
        }
    }

    /** Waits for an update that is as asked for. */
    public JsonNode await(Predicate<JsonNode> asked) throws IOException {
        return awaitEither(asked, known -> false);
    }

    /** Waits until the newest of all parts together are as asked for. */
    public JsonNode awaitKnown(Predicate<JsonNode> asked) throws IOException {
        return asked.test(known) ? known : awaitEither(update -> false, asked);
    }

    private JsonNode awaitEither(Predicate<JsonNode> ofUpdate, Predicate<JsonNode> ofAll) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            JsonNode update = next("update");
            known.setAll((ObjectNode) update);
            if (ofUpdate.test(update)) {
                return update;
            }
            if (ofAll.test(known)) {
                return known;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not as asked for: " + update + ", altogether " + known);
            }
        }
    }

    @Override
    public void close() {
        response.body().close();
    }
}
