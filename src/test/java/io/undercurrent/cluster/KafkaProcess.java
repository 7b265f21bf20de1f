package io.undercurrent.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/** A Kafka broker in a process of its own, which comes back with its data at the same port. */
final class KafkaProcess implements AutoCloseable {

    private final Path directory;
    private final Path settings;
    private final int port;
    private JavaProcess process;

    private KafkaProcess(Path directory, Path settings, int port) {
        this.directory = directory;
        this.settings = settings;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @param directory for its data and log
     * @param further settings by their Kafka name, over those that make one node of it
     */
    static KafkaProcess start(Path directory, Map<String, String> further) throws InterruptedException {
        int port = Distribution.freePort();
        int controllerPort = Distribution.freePort();
        Map<String, String> all = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + Distribution.LOOPBACK + ":" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners",
                        "CLIENTS://" + Distribution.LOOPBACK + ":" + port + ",CONTROLLER://" + Distribution.LOOPBACK
                                + ":" + controllerPort,
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "CLIENTS",
                "log.dirs", directory.resolve("data").toString(),
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0"));
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", "1");
            all.put(topic + ".num.partitions", "1");
        }
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20));
        all.merge(
                "listeners",
                further.getOrDefault("listeners", ""),
                (own, more) -> more.isEmpty() ? own : own + "," + more);
        all.merge(
                "listener.security.protocol.map",
                further.getOrDefault("listener.security.protocol.map", ""),
                (own, more) -> more.isEmpty() ? own : own + "," + more);
        further.forEach(all::putIfAbsent);
        KafkaProcess kafka = new KafkaProcess(directory, write(directory, all), port);
        kafka.format();
        kafka.start();
        return kafka;
    }

    private static Path write(Path directory, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void format() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()};
        if (StorageTool.execute(arguments, new PrintStream(said)) != 0) {
            throw new IllegalStateException("formatting failed: " + said);
        }
    }

    /** Starts it, also again, and returns when it answers. */
    void start() throws InterruptedException {
        process = JavaProcess.start(
                directory.resolve("kafka-" + System.nanoTime() + ".log"),
                List.of("-Xms256m", "-Xmx256m"),
                Distribution.classPath(Distribution.brokerLib()),
                Map.of(),
                "kafka.Kafka",
                List.of(settings.toString()));
        Await.until("Kafka answers", this::answers);
    }

    private boolean answers() {
        process.requireAlive();
        Map<String, Object> impatient = Map.of(
                "bootstrap.servers", bootstrapServers(),
                "request.timeout.ms", "1000",
                "default.api.timeout.ms", "1000");
        try (Admin admin = Admin.create(impatient)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stop);
        } catch (java.util.concurrent.ExecutionException notYet) {
            return false;
        }
    }

    String bootstrapServers() {
        return Distribution.LOOPBACK + ":" + port;
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGTERM: it closes its files in order. */
    @Override
    public void close() {
        process.close();
    }
}
