package io.undercurrent.dashboard.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window, with a profile of its own that goes with it. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final DevTools tools;

    private Chromium(Process process, Path profile, DevTools tools) {
        this.process = process;
        this.profile = profile;
        this.tools = tools;
    }

    /** The program, where this machine has one. */
    public static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start(Path program) {
        try {
            Path profile = Files.createTempDirectory("undercurrent-chromium");
            Process process = new ProcessBuilder(arguments(program, profile))
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output").toFile())
                    .start();
            try {
                return new Chromium(process, profile, DevTools.connect(awaitAddress(process, profile)));
            } catch (IOException | RuntimeException failure) {
                end(process, profile);
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Chromium did not start", failure);
        }
    }

    private static List<String> arguments(Path program, Path profile) {
        List<String> arguments = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars"));
        if (System.getProperty("user.name").equals("root")) {
            // Its sandbox refuses to run as root, as which containers often run tests.
            arguments.add("--no-sandbox");
        }
        arguments.add("about:blank");
        return arguments;
    }

    /** Chromium writes the port that it has found, and the path, into its profile. */
    private static URI awaitAddress(Process process, Path profile) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Chromium offers no DevTools: " + Files.readString(profile.resolve("output")));
            }
            pause(20);
        }
    }

    /** Opens a page of that size and waits until it is loaded. */
    public BrowserPage open(URI address, int width, int height, boolean dark) {
        String target = tools.call(null, "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        JsonNode session = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
        BrowserPage page =
                new BrowserPage(tools, target, session.path("sessionId").asText());
        page.prepare(width, height, dark);
        page.go(address);
        return page;
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        tools.close();
        end(process, profile);
    }

    private static void end(Process process, Path profile) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // Its children write for a moment after it has ended.
        for (int attempt = 0; Files.exists(profile) && attempt < 50; attempt++) {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException | UncheckedIOException changing) {
                pause(100);
            }
        }
    }
}
