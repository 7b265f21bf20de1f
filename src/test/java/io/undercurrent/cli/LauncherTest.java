package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/undercurrent} in a distribution whose path has a space, with a {@code java} that only says how it is called. */
class LauncherTest {

    private static final Path DISTRIBUTION = Path.of("src/main/distribution");

    @TempDir
    private Path directory;

    private Path home;
    private Path launcher;

    @BeforeEach
    void layOutADistribution() throws IOException {
        home = Files.createDirectories(directory.toRealPath().resolve("my programs/undercurrent"));
        launcher = Files.createDirectories(home.resolve("bin")).resolve("undercurrent");
        Files.copy(DISTRIBUTION.resolve("bin/undercurrent"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void startsTheMainClassWithItsOptionsAndArguments() throws Exception {
        Outcome outcome = run(launcher, Map.of("JAVA_HOME", java(17), "JAVA_OPTS", "-Xmx1g -Dx=1"), "simulate", "a b");
        assertEquals(0, outcome.exitCode(), outcome.text());
        assertEquals(
                List.of(
                        "@" + home + "/conf/jvm.options",
                        "-Dundercurrent.log=" + home + "/log/undercurrent.log",
                        "-Xmx1g",
                        "-Dx=1",
                        "-cp",
                        home + "/lib/*:" + home + "/flink-lib/*",
                        "io.undercurrent.cli.Undercurrent",
                        "simulate",
                        "a b"),
                outcome.text().lines().toList());
    }

    @Test
    void givesTheVectorApiToCommandsWithNetworksWhereJavaHasIt() throws Exception {
        String option = "--add-modules=jdk.incubator.vector";
        Map<String, String> without = Map.of("JAVA_HOME", java(17));
        assertFalse(run(launcher, without, "backtest").text().contains(option));
        Path modules = directory.resolve("java 17/modules");
        Files.writeString(modules, "java.base@17\njdk.incubator.vector@17\n");
        List<String> lines = run(launcher, without, "backtest").text().lines().toList();
        assertEquals(option, lines.get(1), lines.toString());
        assertTrue(run(launcher, without, "retrain").text().contains(option));
        assertTrue(
                run(launcher, without, "--verbose", "train").text().contains(option),
                "behind an option of all commands");
        for (String other : new String[] {"help", "replay"}) {
            assertFalse(run(launcher, without, other, "train").text().contains(option), other);
        }
    }

    @Test
    void givesJobsTheCollectorWithTheShorterPauses() throws Exception {
        List<String> shorter = List.of("-XX:-UseParallelGC", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50");
        for (String command : List.of("run", "reconcile", "dashboard", "demo", "bench")) {
            assertEquals(shorter, collector(Map.of(), command), command);
        }
        assertEquals(shorter, collector(Map.of(), "--verbose", "run"));
        assertEquals(List.of(), collector(Map.of(), "train"));
        Map<String, String> zgc = Map.of("JAVA_OPTS", "-Xmx1g -XX:+UseZGC");
        assertEquals(List.of("-XX:-UseParallelGC", "-XX:+UseZGC"), collector(zgc, "run"));
        assertEquals(List.of("-XX:-UseParallelGC", "-XX:+UseZGC"), collector(zgc, "train"));
        assertEquals(shorter, collector(Map.of("JAVA_OPTS", "-XX:+UseStringDeduplication"), "run"));
    }

    /** The options of the command that are about a collector. */
    private List<String> collector(Map<String, String> options, String... command) throws Exception {
        Map<String, String> environment = new HashMap<>(options);
        environment.put("JAVA_HOME", java(17));
        return run(launcher, environment, command)
                .text()
                .lines()
                .filter(option -> option.matches("-XX:([+-]Use\\w+GC|MaxGC.*)"))
                .toList();
    }

    @Test
    void findsTheDistributionBehindLinks() throws Exception {
        Path links = Files.createDirectories(directory.resolve("links"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));
        for (Path link : List.of(absolute, relative)) {
            Outcome outcome = run(link, Map.of("JAVA_HOME", java(21)));
            assertEquals(
                    "@" + home + "/conf/jvm.options",
                    outcome.text().lines().findFirst().orElseThrow());
        }
    }

    @Test
    void writesTheLogWhereItIsTold() throws Exception {
        String log = directory.resolve("my logs/u.log").toString();
        Outcome outcome = run(launcher, Map.of("JAVA_HOME", java(17), "UNDERCURRENT_LOG", log));
        assertTrue(outcome.text().contains("-Dundercurrent.log=" + log), outcome.text());
    }

    /** Tests may run as a user who may write everything; what is no file nobody can write. */
    @Test
    void passesOverALogThatCannotBeWrittenAndNamesOneThatWasAskedFor() throws Exception {
        Files.createDirectories(home.resolve("log/undercurrent.log"));
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        Map<String, String> environment = Map.of("JAVA_HOME", java(17), "TMPDIR", temporary.toString());
        assertLog(temporary.resolve("undercurrent.log"), run(launcher, environment));
        Files.createDirectories(temporary.resolve("undercurrent.log"));
        Outcome third = run(launcher, environment);
        assertTrue(
                third.text()
                        .matches("(?s).*-Dundercurrent\\.log=" + temporary + "/undercurrent-\\d+/undercurrent\\.log.*"),
                third.text());

        Path taken = temporary.resolve("undercurrent.log");
        Outcome refused = run(launcher, Map.of("JAVA_HOME", java(17), "UNDERCURRENT_LOG", taken.toString()));
        assertEquals(1, refused.exitCode());
        assertEquals(
                "undercurrent: expected at UNDERCURRENT_LOG a file that this user can write, but " + taken + " is none",
                refused.text().strip());
    }

    private static void assertLog(Path log, Outcome outcome) {
        assertTrue(outcome.text().lines().anyMatch(("-Dundercurrent.log=" + log)::equals), outcome.text());
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Outcome old = run(launcher, Map.of("JAVA_HOME", java(11)));
        assertEquals(1, old.exitCode());
        assertTrue(old.text().startsWith("undercurrent: expected Java 17 or newer, but "), old.text());
        assertTrue(old.text().strip().endsWith("is version 11"), old.text());

        Outcome missing =
                run(launcher, Map.of("JAVA_HOME", directory.resolve("nowhere").toString()));
        assertEquals(1, missing.exitCode());
        assertTrue(missing.text().contains("expected a Java at JAVA_HOME, but there is no"), missing.text());
    }

    /** A home with a {@code java} that prints its arguments a line each. */
    private String java(int version) throws IOException {
        Path javaHome = directory.resolve("java " + version);
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = --list-modules ]; then
                  echo 'Picked up JAVA_TOOL_OPTIONS: -Dmeant=to.confuse' >&2
                  exec cat "$(dirname "$0")/../modules"
                fi
                printf '%s\\n' "$@"
                """);
        Files.writeString(javaHome.resolve("modules"), "java.base@" + version + ".0.2\njava.sql@" + version + ".0.2\n");
        assertTrue(java.toFile().setExecutable(true));
        return javaHome.toString();
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome run(Path program, Map<String, String> environment, String... arguments) throws Exception {
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(program.toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "UNDERCURRENT_LOG"));
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(output));
    }
}
