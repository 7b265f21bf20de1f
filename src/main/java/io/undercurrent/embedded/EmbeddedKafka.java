package io.undercurrent.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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
 * interface, with its data in a temporary directory that {@link #close} deletes, or on a port and in a directory of choice.
 *
 * <p>It is built from the parts of Kafka's own {@code KafkaRaftServer} rather than started through it, for two reasons:
 * the parts accept port 0 for the controller too, so that no port has to be guessed beforehand, and a fault inside the
 * broker is logged, while {@code KafkaRaftServer} would halt the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final int ANY_PORT = 0;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    /** For a broker that will start again: it tells the controller that it stops. Otherwise the next start waits ten seconds for the old session to end. */
    private static final Map<String, String> CONTROLLED_SHUTDOWN = Map.of("controlled.shutdown.enable", "true");

    private final Closeable owned;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /**
     * @param owned closed with the broker
     */
    private EmbeddedKafka(Closeable owned, ControllerServer controller, BrokerServer broker) {
        this.owned = owned;
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts a broker and returns when it accepts clients. Topics are created only by {@link #createTopic}. */
    public static EmbeddedKafka start() {
        return start(ANY_PORT);
    }

    /**
     * Starts a broker whose data go with it, and returns when it accepts clients.
     *
     * @param port of its clients; 0 for any that is free
     */
    public static EmbeddedKafka start(int port) {
        return start(port, Map.of());
    }

    /**
     * Starts a broker with settings of its own, whose data go with it.
     *
     * @param further settings by their Kafka name, over those that make one node of it
     */
    public static EmbeddedKafka start(Map<String, String> further) {
        return start(ANY_PORT, further);
    }

    private static EmbeddedKafka start(int port, Map<String, String> further) {
        try {
            TemporaryDirectory directory = TemporaryDirectory.create("undercurrent-kafka");
            return start(directory, directory.path().resolve("data"), port, further);
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded Kafka broker cannot write its files", failure);
        }
    }

    /**
     * Starts a broker and returns when it accepts clients.
     *
     * @param port of its clients; 0 for any that is free
     * @param data directory of its data, which stays, and from which a later one goes on
     */
    public static EmbeddedKafka start(int port, Path data) {
        try {
            Files.createDirectories(data);
            return start(() -> {}, data, port, CONTROLLED_SHUTDOWN);
        } catch (IOException failure) {
            throw new UncheckedIOException("the Kafka broker cannot write its files in " + data, failure);
        }
    }

    private static EmbeddedKafka start(Closeable owned, Path data, int port, Map<String, String> further)
            throws IOException {
        EmbeddedKafka kafka;
        try {
            kafka = assemble(owned, data, port, further);
        } catch (IOException | RuntimeException | Error failure) {
            closeQuietly(owned, failure);
            throw failure;
        }
        try {
            kafka.controller.startup();
            kafka.broker.startup();
            return kafka;
        } catch (RuntimeException | Error failure) {
            closeQuietly(kafka::close, failure);
            throw failure;
        }
    }

    private static void closeQuietly(Closeable half, Throwable failure) {
        try {
            half.close();
        } catch (IOException | RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private static EmbeddedKafka assemble(Closeable owned, Path data, int port, Map<String, String> further)
            throws IOException {
        BootstrapMetadata bootstrap = format(data);
        MetaPropertiesEnsemble properties = load(data);
        Properties settings = settings(data, port);
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
        controller.socketServerFirstBoundPortFuture().whenComplete((bound, failure) -> {
            if (failure == null) {
                voters.complete(Map.of(NODE, new InetSocketAddress(LOOPBACK, bound)));
            } else {
                voters.completeExceptionally(failure);
            }
        });
        return new EmbeddedKafka(owned, controller, new BrokerServer(shared));
    }

    private static MetaPropertiesEnsemble load(Path data) throws IOException {
        return new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(data.toString()))
                .addMetadataLogDir(data.toString())
                .load();
    }

    /** Makes a directory that of a broker, unless it is already. */
    private static BootstrapMetadata format(Path data) throws IOException {
        String cluster =
                load(data).clusterId().orElseGet(() -> Uuid.randomUuid().toString());
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setNodeId(NODE)
                .setClusterId(cluster)
                .setIgnoreFormatted(true)
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

    private static Properties settings(Path data, int port) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@" + LOOPBACK + ":0",
                "listeners",
                CLIENTS + "://" + LOOPBACK + ":" + port + "," + CONTROLLER + "://" + LOOPBACK + ":0",
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
            while (!takesMessages(admin, name, partitions)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("topic " + name + " could not be created", failure.getCause());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, failure);
        }
    }

    /**
     * Whether the broker has learnt of a topic from its controller, which is a moment after the controller has answered. A producer that is
     * refused until then may be refused for ever.
     */
    private static boolean takesMessages(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failure;
        }
    }

    /** Stops the broker, and deletes its data where they are temporary. What fails keeps nothing else open. */
    @Override
    public void close() {
        try {
            broker.shutdown();
        } finally {
            try {
                controller.shutdown();
            } finally {
                release();
            }
        }
    }

    private void release() {
        try {
            owned.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the data of the embedded Kafka broker could not be deleted", failure);
        }
    }
}
