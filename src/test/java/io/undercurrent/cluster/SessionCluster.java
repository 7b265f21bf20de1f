package io.undercurrent.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A broker, which also asks for passwords, a job manager and one task manager, shared by all tests that ask for them. */
final class SessionCluster implements AutoCloseable {

    private final Path directory = Distribution.freshDirectory("session");
    private final FlinkProcesses flink;
    private final JavaProcess taskManager;
    private final SecureListener secureListener;
    private final KafkaProcess kafka;

    private SessionCluster() throws IOException, InterruptedException {
        flink = FlinkProcesses.of(directory.resolve("flink"), Map.of());
        try {
            flink.startJobManager();
            // All of the heap at once: what grows later is not heap.
            taskManager = flink.startTaskManager("-XX:+AlwaysPreTouch");
            secureListener = SecureListener.in(directory);
            kafka = KafkaProcess.start(directory.resolve("kafka"), secureListener.brokerSettings());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            flink.close();
            throw failure;
        }
        flink.awaitTaskManagers(1);
    }

    FlinkProcesses flink() {
        return flink;
    }

    JavaProcess taskManager() {
        return taskManager;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    SecureListener secureListener() {
        return secureListener;
    }

    /** Stores of which nothing was sent, on a topic of that name. */
    Stores stores(String topic, int count) throws IOException {
        return Stores.on(bootstrapServers(), topic, count, 1, directory);
    }

    void awaitForecasts(String name, int count) throws InterruptedException {
        Await.until(count + " forecasts of " + name, () -> {
            taskManager.requireAlive();
            return Committed.forecasts(bootstrapServers(), name + ".predictions")
                            .size()
                    == count;
        });
    }

    @Override
    public void close() {
        for (AutoCloseable each : Arrays.asList(flink, kafka)) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** Gives tests the cluster, which starts with the first of them and ends after the last. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == SessionCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(Namespace.create(SessionCluster.class))
                    .computeIfAbsent(SessionCluster.class, type -> start(), SessionCluster.class);
        }

        private static SessionCluster start() {
            try {
                return new SessionCluster();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException("the session cluster did not start", failure);
            }
        }
    }
}
