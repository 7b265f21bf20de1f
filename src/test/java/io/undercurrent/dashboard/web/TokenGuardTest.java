package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGuardTest {

    private static final String TOKEN = "k3pt:s3cret/from+all";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static PageServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PageServer.start(
                "127.0.0.1",
                0,
                Optional.of(token(TOKEN + "\n")),
                PageData.of(new Board(1 << 20, 60), new Anomalies(1 << 20)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static AccessToken token(String text) throws Exception {
        return AccessToken.read(Files.writeString(folder.resolve("token"), text));
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A browser sends the password with all that the page loads, once it has asked for it. */
    @Test
    void programsAndBrowsersBringTheToken() throws Exception {
        for (String path : List.of("/", "/main.js", "/api/series", "/api/openapi.json")) {
            assertEquals(200, get(path, "Bearer " + TOKEN).statusCode(), path);
            assertEquals(200, get(path, "bearer " + TOKEN).statusCode(), path);
            assertEquals(200, get(path, basic("anybody:" + TOKEN)).statusCode(), path);
            assertEquals(200, get(path, basic(":" + TOKEN)).statusCode(), path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer k3pt:s3cret/from+al",
                "Bearer k3pt:s3cret/from+all2",
                "Basic",
                "Basic %%%",
                "Basic azNwdA==",
                "Digest k3pt:s3cret/from+all",
                "k3pt:s3cret/from+all"
            })
    void nobodyElseGetsAnything(String authorization) throws Exception {
        for (String path :
                List.of("/", "/main.js", "/events", "/view", "/api/series", "/api/openapi.json", "/nothing")) {
            HttpResponse<String> refused = get(path, authorization);
            assertEquals(401, refused.statusCode(), path);
            assertEquals(
                    List.of("Bearer realm=\"undercurrent\"", "Basic realm=\"undercurrent\", charset=\"UTF-8\""),
                    refused.headers().allValues("WWW-Authenticate"));
        }
    }

    @Test
    void aTokenInTheAddressIsNone() throws Exception {
        assertEquals(401, get("/api/series?token=" + TOKEN, "").statusCode());
        assertEquals(401, get("/api/series?access_token=" + TOKEN, "").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "short",
                "sixteen letters and blanks",
                "sixteen-letters-\u00fcber-ASCII",
                "two-lines-of-text\ntwo-lines-of-text"
            })
    void refusesAFileWithoutAToken(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> token(text));
        assertTrue(refused.getMessage().startsWith("token file: expected 16 to 1024 letters"), refused.getMessage());
        assertTrue(text.isBlank() || !refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void saysThatTheFileCannotBeRead() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> AccessToken.read(folder.resolve("nothing")));
        assertTrue(refused.getMessage().endsWith("nothing cannot be read"), refused.getMessage());
    }
}
