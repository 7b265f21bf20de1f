package io.undercurrent.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** What the build leaves, and the class paths made of it. */
final class Distribution {

    static final String LOOPBACK = "127.0.0.1";

    private static final int LEAST_PORT = 20_000;
    private static final int PORTS = 12_000;
    /** Tests that run side by side start from different ones. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    /** What a Flink distribution has in its lib: flink-dist bundles all of these but the logging, which lies beside it. */
    private static final Pattern FLINK =
            Pattern.compile("(flink-(?!connector-kafka).*|frocksdbjni|async-profiler|commons-cli"
                    + "|commons-collections|commons-compress|commons-io|commons-lang3|commons-math3|commons-text|javassist|jsr305|kryo"
                    + "|lz4-java|minlog|objenesis|reflectasm|snakeyaml-engine|snappy-java|slf4j-api|log4j-(api|core|slf4j-impl))"
                    + "-\\d.*\\.jar");

    private static final Path HOME = Path.of(System.getProperty("distribution", "target/undercurrent"));

    private Distribution() {}

    static Path home() {
        return HOME.toAbsolutePath();
    }

    /** The jar for {@code flink run}. */
    static Path jobJar() {
        return HOME.resolve("job/undercurrent-job.jar").toAbsolutePath();
    }

    /** The jars of a Flink cluster into whose lib flink-lib was put. */
    static List<Path> flinkLib() {
        return Stream.concat(
                        jars("lib")
                                .filter(jar -> FLINK.matcher(jar.getFileName().toString())
                                        .matches()),
                        jars("flink-lib"))
                .toList();
    }

    /** The same with what SQL needs, where the functions of this project were put as well. */
    static List<Path> flinkLibWithSql() {
        return Stream.of(
                        flinkLib().stream(),
                        jars("sql"),
                        jars(HOME.resolveSibling("flink-sql"))
                                .filter(jar -> !flinkNames().contains(jar.getFileName())))
                .flatMap(all -> all)
                .toList();
    }

    private static Set<Path> flinkNames() {
        return flinkLib().stream().map(Path::getFileName).collect(Collectors.toSet());
    }

    /** The jars of a Kafka broker. */
    static List<Path> brokerLib() {
        return jars("lib")
                .filter(jar -> !jar.getFileName().toString().startsWith("undercurrent"))
                .toList();
    }

    private static Stream<Path> jars(String directory) {
        return jars(HOME.resolve(directory));
    }

    private static Stream<Path> jars(Path directory) {
        try (Stream<Path> jars = Files.list(directory)) {
            return jars.map(Path::toAbsolutePath).sorted().toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException("expected what ./mvnw package leaves", missing);
        }
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** Options that open the packages of Java which Flink needs. */
    static List<String> jvmOptions() {
        try {
            return Files.readAllLines(HOME.resolve("conf/jvm.options")).stream()
                    .filter(option -> option.startsWith("--add-"))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** An empty directory for what a test leaves: its logs, and the files of its processes. */
    static Path freshDirectory(String test) {
        // Two that run side by side may both have a cluster for all their tests.
        String fork = System.getProperty("fork", "1");
        Path directory = Path.of("target", "cluster", fork, test).toAbsolutePath();
        try {
            FileUtils.deleteDirectory(directory.toFile());
            return Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path testResource(String name) {
        try {
            return Path.of(Distribution.class.getClassLoader().getResource(name).toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /**
     * A port for a process that has to come back to the same one: free now, given out once, and below those from 32768 on that a
     * system gives to whoever asks for any, which might be another process a moment later.
     */
    static int freePort() {
        while (true) {
            int port = LEAST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one may be free.
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
