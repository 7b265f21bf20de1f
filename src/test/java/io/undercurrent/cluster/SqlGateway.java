package io.undercurrent.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of Flink's gateway for SQL, with one session, by the REST that programs and the SQL client use. */
final class SqlGateway implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOB = "job id";

    private final JavaProcess process;
    private final URI address;
    private String session;

    private SqlGateway(JavaProcess process, int port) {
        this.process = process;
        this.address = URI.create("http://" + Distribution.LOOPBACK + ":" + port);
    }

    static SqlGateway of(JavaProcess process, int port) throws InterruptedException {
        SqlGateway gateway = new SqlGateway(process, port);
        Await.until("the gateway answers", () -> {
            process.requireAlive();
            return gateway.answers();
        });
        gateway.session =
                gateway.ask("/v1/sessions", Map.of()).get("sessionHandle").asText();
        return gateway;
    }

    private boolean answers() {
        try {
            return send(HttpRequest.newBuilder(address.resolve("/v1/info")).build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private JsonNode ask(String path, Map<String, ?> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
            if (body != null) {
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            }
            HttpResponse<String> answer = send(request.build());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Runs a statement.
     *
     * @param rows that it is asked for at least, of a query that need not end
     * @return the first rows, each with its columns as JSON
     * @throws IllegalStateException with what the gateway says, if the statement fails
     */
    List<JsonNode> execute(String statement, int rows) throws InterruptedException {
        String operation = ask("/v1/sessions/" + session + "/statements", Map.of("statement", statement))
                .get("operationHandle")
                .asText();
        String at = "/v1/sessions/" + session + "/operations/" + operation;
        List<JsonNode> all = new ArrayList<>();
        String next = at + "/result/0?rowFormat=JSON";
        while (next != null) {
            process.requireAlive();
            JsonNode page = ask(next, null);
            page.path("results").path("data").forEach(row -> all.add(row.get("fields")));
            next = page.path("nextResultUri").textValue();
            if (rows > 0 && all.size() >= rows) {
                send(HttpRequest.newBuilder(address.resolve(at + "/close"))
                        .DELETE()
                        .build());
                return all;
            }
            Thread.sleep(50);
        }
        return all;
    }

    /** Runs a statement that ends by itself. */
    List<JsonNode> execute(String statement) throws InterruptedException {
        return execute(statement, 0);
    }

    /** Starts the job of an INSERT, and returns its id. */
    String insert(String statement) throws InterruptedException {
        List<JsonNode> rows = execute(statement);
        if (rows.isEmpty()) {
            throw new IllegalStateException(JOB + ": expected one, but the gateway gave none for " + statement);
        }
        return rows.get(0).get(0).asText();
    }

    @Override
    public void close() {
        process.close();
    }
}
