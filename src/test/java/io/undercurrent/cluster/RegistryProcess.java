package io.undercurrent.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Apicurio's schema registry in a process of its own, with its schemas in memory. */
final class RegistryProcess implements AutoCloseable {

    private static final Path HOME = Path.of("target/schema-registry");

    private final int port = Distribution.freePort();
    private final JavaProcess process;
    private final HttpClient client = HttpClient.newHttpClient();

    private RegistryProcess(Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(HOME)) {
            Path runner = jars.filter(jar -> jar.toString().endsWith("-runner.jar"))
                    .findAny()
                    .orElseThrow();
            process = JavaProcess.start(
                    directory.resolve("registry.log"),
                    List.of("-Xmx256m", "-Dquarkus.http.host=" + Distribution.LOOPBACK, "-Dquarkus.http.port=" + port),
                    runner.toString(),
                    Map.of(),
                    "io.quarkus.runner.GeneratedMain",
                    List.of());
        }
    }

    /** Starts it, without waiting until it answers. */
    static RegistryProcess start(Path directory) throws IOException {
        return new RegistryProcess(directory);
    }

    /** Returns when it answers. */
    void await() throws InterruptedException {
        Await.until("the registry answers", this::answers);
    }

    private boolean answers() {
        process.requireAlive();
        try {
            return send(HttpRequest.newBuilder(uri("/apis/ccompat/v7/subjects")))
                    .equals("[]");
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** A part of it. */
    URI uri(String path) {
        return URI.create("http://" + Distribution.LOOPBACK + ":" + port + path);
    }

    /** Registers a schema by the API of Confluent's registry; returns its id. */
    int register(String subject, String body) throws IOException {
        String answer = send(HttpRequest.newBuilder(uri("/apis/ccompat/v7/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return new ObjectMapper().readTree(answer).required("id").asInt();
    }

    /** Lets a subject have only schemas that can read what the one before wrote. */
    void requireCompatible(String subject) throws IOException {
        send(HttpRequest.newBuilder(uri("/apis/ccompat/v7/config/" + subject))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}")));
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
