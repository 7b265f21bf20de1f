package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(String options) {
        return Undercurrent.commandLine()
                .setOut(new PrintWriter(err, true))
                .setErr(new PrintWriter(err, true))
                .execute(("dashboard " + options).split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=70000 | port: expected 0 to 65535, but got 70000",
                "--days=3 | days: expected 14 to 3660, but got 3",
                "--look-back=0 | look-back: expected at least 1 message, but got 0",
                "--memory=1k | memory: expected at least 1 MiB, but got 1024 bytes",
                "--memory=900g | --memory: expected at most four fifths of the heap",
                "--memory=much | expected a size such as 512m or 2g, but got 'much'",
                "--targets=key | column name",
                "--scores-topic=readings | topics: expected different ones",
                "--predictions-topic=a,b --group=one | --group: expected one for each of the 2 topics of --predictions-topic",
                "--scores-topic=a/b | topic: expected 1 to 249 letters",
                "--host=no.such.host.invalid | host: expected a name or address of this machine",
                "--bootstrap-servers=nowhere.invalid:9092 --port=0 | nowhere.invalid",
                "--unknown | Unknown option",
            })
    void namesWhatIsWrong(String options, String message) {
        String kafka = options.contains("--bootstrap-servers") ? "" : "--bootstrap-servers=localhost:1 ";
        assertTrue(run(kafka + options) != 0);
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertEquals(Undercurrent.EXIT_USAGE, run("--bootstrap-servers=localhost:1 --port=" + port));
            assertTrue(err.toString().contains("port: expected a free one, but " + port), err.toString());
        }
    }

    @Test
    void servesUntilItIsStopped() throws Exception {
        Thread serving = new Thread(() -> run("--bootstrap-servers=localhost:1 --port=0"));
        serving.start();
        Matcher address = Pattern.compile("The page is at (\\S+)").matcher(err.toString());
        while (!address.reset(err.toString()).find()) {
            assertTrue(serving.isAlive(), err.toString());
            Thread.sleep(20);
        }
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address.group(1))).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, page.statusCode());
        serving.interrupt();
        serving.join();
    }

    /** The clients of Kafka wait a minute for a broker that is away, and nobody would know what for. */
    @Test
    @Timeout(60)
    void saysThatTheBrokerIsAwayAndStopsAllTheSame(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process process = CommandProcess.of(
                        List.of("dashboard", "--bootstrap-servers=localhost:1", "--port=0", "--targets=sales"))
                .redirectOutput(said.toFile())
                .start();
        try {
            while (!Files.readString(said).contains("Kafka at localhost:1: no broker has answered since ")) {
                assertTrue(process.isAlive(), () -> readSaid(said));
                Thread.sleep(50);
            }
        } finally {
            process.destroy();
        }
        long start = System.nanoTime();
        process.waitFor();
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(8), () -> readSaid(said));
    }

    private static String readSaid(Path said) {
        try {
            return Files.readString(said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
