package io.undercurrent.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A build of the product, of which each run of benchmarks is a process of its own.
 *
 * @param name for people
 * @param command that the arguments of the product follow
 */
public record Build(String name, List<String> command) {

    private static final int LINES_OF_FAILURE = 5;

    public Build {
        command = List.copyOf(command);
    }

    /** What runs here, with the same options of the JVM. */
    public static Build running(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new Build("this build", command);
    }

    /**
     * A distribution in a folder.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Build in(Path distribution) {
        Path launcher = distribution.resolve("bin/undercurrent");
        if (!Files.isExecutable(launcher)) {
            throw new IllegalArgumentException(
                    "--compare: expected a distribution with a program bin/undercurrent, but " + distribution
                            + " has none");
        }
        return new Build(
                distribution.toString(), List.of(launcher.toAbsolutePath().toString()));
    }

    /**
     * Runs its benchmarks once.
     *
     * @param arguments of {@code bench}
     * @return figures by name of the benchmark
     * @throws IllegalStateException if it fails; with the end of what it said
     */
    Map<String, List<Measurement>> measure(List<String> arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("undercurrent-bench-");
        Path figures = folder.resolve("bench.json");
        Path said = folder.resolve("said.txt");
        try {
            List<String> all = new ArrayList<>(command);
            all.add("bench");
            all.addAll(arguments);
            all.addAll(List.of("--json", figures.toString()));
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int code = await(process);
            if (code != 0) {
                throw new IllegalStateException(name + ": bench ended with exit code " + code + ":\n" + end(said));
            }
            return BenchJson.read(figures);
        } finally {
            Files.deleteIfExists(figures);
            Files.deleteIfExists(said);
            Files.deleteIfExists(folder);
        }
    }

    /** A process that outlives this one would go on for half an hour. */
    private static int await(Process process) throws InterruptedException {
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } finally {
            process.destroy();
            removeHook(end);
        }
    }

    private static void removeHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook ends the process.
        }
    }

    private static String end(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        return lines.stream().skip(Math.max(0, lines.size() - LINES_OF_FAILURE)).collect(Collectors.joining("\n"));
    }
}
