package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole demo, Kafka and Flink and all, only with a shorter training. */
class DemoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsByItselfWithAModelThatBeatsTheNaiveForecast() {
        assertEquals(0, run("--days=10 --stores=24 --speed=100 --steps=250"), err.toString());

        String text = out.toString();
        for (int day = 17; day <= 26; day++) {
            assertTrue(text.contains("2025-03-" + day + "  48 in, 48 out"), text);
        }
        assertTrue(text.contains("http://127.0.0.1:"), text);
        assertTrue(text.stripTrailing().endsWith("Ended after day 10."), text);
        assertTrue(text.lines().allMatch(line -> line.chars().allMatch(c -> c < 128)), text);
        double[] model = errors(text, "this model");
        double[] naive = errors(text, "same weekday before");
        double[] best = errors(text, "nobody can do better");
        // Temperature and sales, each a day and a week ahead; the best possible is known for a day alone.
        for (int column = 0; column < 4; column++) {
            assertTrue(model[column] < naive[column], text);
            assertTrue(best[column / 2] < model[column], text);
        }
    }

    /** Its days are ahead of those of the calendar, as they come to be in any demo that runs long enough. */
    @Test
    void interruptedItPutsAwayAllThatItStarted(@TempDir Path temporary) throws Exception {
        Process demo = CommandProcess.of(
                        List.of("demo", "--from=2100-12-30", "--steps=1", "--stores=4"),
                        "-Djava.io.tmpdir=" + temporary)
                .start();
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = demo.inputReader()) {
            boolean interrupted = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (!interrupted && line.startsWith("2100-12-31")) {
                    interrupted = true;
                    // Ctrl-C goes the same way, but a process started in the background may ignore its signal.
                    demo.toHandle().destroy();
                }
            }
        } finally {
            demo.destroy();
        }
        assertEquals(128 + 15, demo.waitFor(), text.toString());
        assertTrue(
                text.toString().stripTrailing().lines().reduce("", (a, b) -> b).startsWith("Ended after day "),
                text.toString());
        assertFalse(text.toString().contains("Exception"), text.toString());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("undercurrent-"))
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--days=0 | days: expected at least 1, but got 0",
                "--from=2101-01-01 | from: expected a day in the years 1903 to 2100, but got 2101-01-01",
                "--stores=0 | stores: expected 1 to 10000, but got 0",
                "--speed=0 | speed: expected above 0 days a second, but got 0.0",
                "--steps=0 | training steps: expected at least 1, but got 0",
                "--retrain-every=6 | retrain every: expected at least 7 days, but got 6",
            })
    void namesTheWrongOption(String option, String message) {
        assertEquals(Undercurrent.EXIT_USAGE, run(option));
        assertTrue(err.toString().contains(message), err.toString());
    }

    private int run(String options) {
        return Undercurrent.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(("demo " + options).split(" "));
    }

    private static double[] errors(String text, String line) {
        Matcher row = Pattern.compile("^" + line + " +(.*)$", Pattern.MULTILINE).matcher(text);
        assertTrue(row.find(), text);
        return Pattern.compile("\\s+")
                .splitAsStream(row.group(1))
                .filter(number -> !number.equals("-"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
