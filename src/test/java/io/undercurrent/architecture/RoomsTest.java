package io.undercurrent.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A room that grows past what a newcomer takes in at a glance is divided by role. */
class RoomsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path HOME = SOURCES.resolve("io/undercurrent");
    private static final Path PAGE = Path.of("src/site/markdown/architecture.md");
    private static final int MOST_FILES = 20;
    private static final int MOST_LINES = 400;

    @Test
    void noPackageHasMoreFilesThanOneTakesInAtAGlance() throws IOException {
        Map<Path, Long> large = files(SOURCES).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        large.values().removeIf(files -> files <= MOST_FILES);
        assertEquals(Map.of(), large);
    }

    @Test
    void noClassIsLongerThanOneReads() throws IOException {
        Map<Path, Long> large = new TreeMap<>();
        for (Path folder : List.of(SOURCES, TESTS)) {
            for (Path file : files(folder)) {
                try (Stream<String> lines = Files.lines(file)) {
                    large.put(file, lines.count());
                }
            }
        }
        large.values().removeIf(lines -> lines <= MOST_LINES);
        assertEquals(Map.of(), large);
    }

    @Test
    void thePageOnArchitectureHasEachPackageOnce() throws IOException {
        String table = Files.readString(PAGE).split("\n## Packages\n", 2)[1];
        List<String> named = Pattern.compile("(?m)^\\| (`.*?`) \\|")
                .matcher(table)
                .results()
                .flatMap((MatchResult row) -> Stream.of(row.group(1).split(", ")))
                .map(name -> name.replace("`", ""))
                .sorted()
                .toList();
        List<String> packages = files(SOURCES).stream()
                .map(file -> HOME.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        assertEquals(String.join("\n", packages), String.join("\n", named));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
