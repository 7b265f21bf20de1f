package io.undercurrent.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

/** A proxy before the registry that speaks TLS and asks for a login. */
final class RegistryFront implements AutoCloseable {

    private static final String LOGIN = "undercurrent:river-under-the-river";
    private static final int UNAUTHORIZED = 401;

    private final HttpsServer server;
    private final RegistryProcess registry;
    private final Path clientSettings;
    private final HttpClient client = HttpClient.newHttpClient();

    private RegistryFront(HttpsServer server, RegistryProcess registry, Path clientSettings) {
        this.server = server;
        this.registry = registry;
        this.clientSettings = clientSettings;
    }

    static RegistryFront open(RegistryProcess registry, Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        LoopbackCertificate certificate = LoopbackCertificate.in(directory);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Distribution.LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        RegistryFront front = new RegistryFront(server, registry, directory.resolve("registry.properties"));
        Files.write(
                front.clientSettings,
                List.of(
                        "basic.auth.user.info=" + LOGIN,
                        "schema.registry.ssl.truststore.location=" + certificate.trustStore(),
                        "schema.registry.ssl.truststore.password=" + LoopbackCertificate.STORE_PASSWORD));
        server.createContext("/", front::answer);
        server.start();
        return front;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String expected = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            HttpResponse<byte[]> answer = client.send(request(exchange), BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        registry.uri(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return (type == null ? request : request.header("Content-Type", type)).build();
    }

    URI uri(String path) {
        return URI.create(
                "https://" + Distribution.LOOPBACK + ":" + server.getAddress().getPort() + path);
    }

    /** The file that {@code --results-registry-properties} takes. */
    Path clientSettings() {
        return clientSettings;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
