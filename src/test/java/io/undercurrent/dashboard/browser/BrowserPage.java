package io.undercurrent.dashboard.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page in the browser, and what went wrong in it. */
public final class BrowserPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PHONE_WIDTH = 600;

    private final DevTools tools;
    private final String target;
    private final String session;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    BrowserPage(DevTools tools, String target, String session) {
        this.tools = tools;
        this.target = target;
        this.session = session;
        tools.listen(this::note);
    }

    /** Keeps errors of scripts, and what the browser refused to do for the page's sake. */
    private void note(JsonNode event) {
        if (!event.path("sessionId").asText().equals(session)) {
            return;
        }
        JsonNode details = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> errors.add(details.toString());
            case "Log.entryAdded" -> {
                JsonNode entry = details.path("entry");
                boolean network = entry.path("source").asText().equals("network");
                if (entry.path("level").asText().equals("error") && !network) {
                    errors.add(entry.toString());
                }
            }
            default -> {}
        }
    }

    void prepare(int width, int height, boolean dark) {
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        boolean phone = width < PHONE_WIDTH;
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
        Map<String, String> colours = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(colours)));
    }

    /** Loads an address and waits until it has. */
    public void go(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
        await("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    public JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /** From now on answers the browser where it asks for a name and a password, as a person would. */
    public void answerPasswords(String name, String password) {
        Map<String, String> answer = Map.of("response", "ProvideCredentials", "username", name, "password", password);
        tools.listen(event -> {
            if (!event.path("sessionId").asText().equals(session)) {
                return;
            }
            String request = event.path("params").path("requestId").asText();
            switch (event.path("method").asText()) {
                case "Fetch.authRequired" ->
                    callLater("Fetch.continueWithAuth", Map.of("requestId", request, "authChallengeResponse", answer));
                case "Fetch.requestPaused" -> callLater("Fetch.continueRequest", Map.of("requestId", request));
                default -> {}
            }
        });
        call("Fetch.enable", Map.of("handleAuthRequests", true));
    }

    /** The thread of the events must not wait for an answer, which would be the next event. */
    private void callLater(String method, Map<String, ?> parameters) {
        CompletableFuture.runAsync(() -> call(method, parameters));
    }

    /** The value of an expression, awaited where it is a promise. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    public void await(String condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + condition + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + condition + "; the page says: "
                        + evaluate("document.body.innerText").asText() + "; errors " + errors);
            }
            Chromium.pause(30);
        }
    }

    /** Presses a key by its name in JavaScript, such as {@code ArrowDown}; a single character is typed. */
    public void press(String key) {
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "PageUp" -> 33;
            case "PageDown" -> 34;
            case "End" -> 35;
            case "Home" -> 36;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            default -> Character.toUpperCase(key.charAt(0));
        };
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key",
                        key,
                        "text",
                        text,
                        "windowsVirtualKeyCode",
                        code));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Writes what is in sight as PNG. */
    public void screenshot(Path file) throws IOException {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    /** Errors so far, those of the network apart: a server that ends is not the page's fault. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        tools.call(null, "Target.closeTarget", Map.of("targetId", target));
    }
}
