package io.undercurrent.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * A Kafka broker inside this JVM: one node that is broker and controller (KRaft), on free ports of the loopback
 * interface, with its data in a temporary directory that {@link #close} deletes.
 *
 * <p>It is built from the parts of Kafka's own {@code KafkaRaftServer} rather than started through it, for two reasons: the
 * parts accept port 0 for the controller too, so that no port has to be guessed beforehand, and a fault inside the broker is
 * logged, where {@code KafkaRaftServer} would halt the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    private final TemporaryDirectory directory;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedKafka(TemporaryDirectory directory, ControllerServer controller, BrokerServer broker) {
        this.directory = directory;
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts a broker and returns when it accepts clients. Topics spring into being only through {@link #createTopic}. */
    public static EmbeddedKafka start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with settings of its own, by their Kafka name.
     *
     * @param further settings, over those that make one node of it
     */
    public static EmbeddedKafka start(Map<String, String> further) {
        try {
            EmbeddedKafka kafka = assemble(TemporaryDirectory.create("undercurrent-kafka"), further);
            try {
                kafka.controller.startup();
                kafka.broker.startup();
                return kafka;
            } catch (RuntimeException | Error failure) {
                kafka.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded Kafka broker cannot write its files", failure);
        }
    }

    private static EmbeddedKafka assemble(TemporaryDirectory directory, Map<String, String> further)
            throws IOException {
        try {
            return assembleIn(directory, further);
        } catch (IOException | RuntimeException | Error failure) {
            directory.close();
            throw failure;
        }
    }

    private static EmbeddedKafka assembleIn(TemporaryDirectory directory, Map<String, String> further)
            throws IOException {
        Path data = directory.child("data");
        BootstrapMetadata bootstrap = format(data);
        MetaPropertiesEnsemble properties = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(data.toString()))
                .addMetadataLogDir(data.toString())
                .load();
        Properties settings = settings(data);
        settings.putAll(further);
        KafkaConfig config = new KafkaConfig(settings);
        CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                new Metrics(),
                voters,
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                ServerSocketFactory.INSTANCE);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
        controller.socketServerFirstBoundPortFuture().whenComplete((port, failure) -> {
            if (failure == null) {
                voters.complete(Map.of(NODE, new InetSocketAddress(LOOPBACK, port)));
            } else {
                voters.completeExceptionally(failure);
            }
        });
        return new EmbeddedKafka(directory, controller, new BrokerServer(shared));
    }

    private static BootstrapMetadata format(Path data) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(CONTROLLER)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(Optional.of(data.toString()));
        try {
            formatter.run();
        } catch (Exception failure) {
            throw new IOException("formatting " + data + " failed", failure);
        }
        return formatter.bootstrapMetadata();
    }

    private static Properties settings(Path data) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@" + LOOPBACK + ":0",
                "listeners",
                CLIENTS + "://" + LOOPBACK + ":0," + CONTROLLER + "://" + LOOPBACK + ":0",
                "listener.security.protocol.map",
                CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "inter.broker.listener.name",
                CLIENTS,
                "controller.listener.names",
                CONTROLLER,
                "log.dirs",
                data.toString()));
        // With one broker every internal topic has one replica; a partition each saves files and their start-up time.
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.putAll(Map.of(
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                // The default buffer takes 128 MiB of heap; this one is enough to compact a million keys.
                "log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20),
                "controlled.shutdown.enable", "false",
                "num.network.threads", "2",
                "num.io.threads", "4"));
        return settings;
    }

    /** Where clients connect, as host and port. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + broker.boundPort(ListenerName.normalised(CLIENTS));
    }

    /** Creates a topic with the broker's defaults. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic.
     *
     * @param settings topic settings by their Kafka name, such as {@code cleanup.policy}
     * @throws IllegalStateException if Kafka refuses, for instance because the topic exists
     */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(settings);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
            // The broker learns of it from its controller, a moment after the controller has answered.
            while (!admin.listTopics().names().get().contains(name)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("topic " + name + " could not be created", failure.getCause());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, failure);
        }
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        try (directory) {
            broker.shutdown();
            controller.shutdown();
        } catch (IOException failure) {
            throw new UncheckedIOException("the data of the embedded Kafka broker could not be deleted", failure);
        }
    }
}
