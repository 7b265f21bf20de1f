package io.undercurrent.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shop.SalesForecasts;

/** The example of the page on other people's jobs is part of the build, and runs on the cluster that Flink starts for it. */
@Timeout(120)
class ExampleTest {

    private static final Path EXAMPLE = Path.of("src/site/example/forecasts-in-your-job");
    private static final Path PAGE = Page.DIRECTORY.resolve("in-your-job.md");

    @TempDir
    private Path folder;

    @Test
    void warnsOfDaysOnWhichMoreIsExpectedThanTheShelvesHold() throws Exception {
        Path model = folder.resolve("sales.safetensors");
        ModelFile.write(
                RecurrentModel.untrained(
                        new ModelSpec(
                                new Columns(List.of("sales"), List.of("promotion")),
                                List.of(true),
                                14,
                                5,
                                List.of(0.1, 0.5, 0.9),
                                ModelSpec.Cell.GRU,
                                8,
                                1,
                                8),
                        5),
                model);
        StringBuilder rows = new StringBuilder("store,day,amount,promotion\n");
        LocalDate first = LocalDate.of(2025, 3, 1);
        for (int day = 0; day < 10; day++) {
            rows.append("quiet,").append(first.plusDays(day)).append(",10,0\n");
            rows.append("busy,").append(first.plusDays(day)).append(",1000,0\n");
        }
        rows.append("busy,").append(first.minusDays(30)).append(",1000,0\n");
        Path sales = Files.writeString(folder.resolve("sales.csv"), rows);
        List<String> lines = printed(model, sales);
        assertEquals(
                10,
                lines.stream()
                        .filter(line -> line.contains("busy after 2025-03-"))
                        .count(),
                lines::toString);
        assertEquals(0, lines.stream().filter(line -> line.contains("quiet")).count(), lines::toString);
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("rejected: date: expected 2025-03-03, 7 days before"))
                        .count(),
                lines::toString);
    }

    private static List<String> printed(Path model, Path sales) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            SalesForecasts.main(new String[] {model.toString(), sales.toString()});
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void thePageShowsTheExampleAsItIs() throws IOException {
        String code = Files.readString(EXAMPLE.resolve("src/main/java/shop/SalesForecasts.java"));
        List<Block> blocks = Page.read(PAGE).blocks("java");
        assertTrue(blocks.size() > 0, "there is code on the page");
        for (Block block : blocks) {
            assertTrue(squeezed(code).contains(squeezed(block.text())), block.place() + ": not as in the example");
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        String example = Files.readString(EXAMPLE.resolve("pom.xml"));
        for (String version :
                List.of("<artifactId>undercurrent</artifactId>\\s*<version>([^<]+)", "<flink.version>([^<]+)")) {
            assertEquals(first(version, build), first(version, example));
        }
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
