package io.undercurrent.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A JVM that a test starts and ends. What it says goes to a file, and none outlives the JVM of the tests. */
final class JavaProcess implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 20;
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Path log;
    private final Process process;

    private JavaProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * @param log written anew; its directory comes into being
     * @param environment variables over those of this process
     */
    static JavaProcess start(
            Path log,
            List<String> options,
            String classPath,
            Map<String, String> environment,
            String mainClass,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + Distribution.testResource("cluster-log4j2.properties"),
                "-cp",
                classPath,
                mainClass));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            ALIVE.add(process);
            process.onExit().thenRun(() -> ALIVE.remove(process));
            return new JavaProcess(log.getFileName().toString().replace(".log", ""), log, process);
        } catch (IOException failure) {
            throw new UncheckedIOException("starting " + mainClass, failure);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    /** What it said so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * @throws IllegalStateException with what it said, if it has ended
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended by itself with exit code " + process.exitValue() + ":\n" + said());
        }
    }

    /** Waits for the end of a process that ends by itself, and returns its exit code. */
    int await(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException(name + " did not end within " + seconds + " s:\n" + said());
        }
        return process.exitValue();
    }

    /** SIGKILL, and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, and SIGKILL if that is not enough. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
