package io.undercurrent.cluster;

import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.kafka.KafkaAdmin;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Readings of stores that come day after day, some of them corrected three days later, and the model that forecasts them. The
 * same days are always the same messages.
 */
final class Stores implements AutoCloseable {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    static final int FIRST_DAY = 20_000;
    private static final int ONE_IN = 40;
    private static final int DAYS_LATE = 3;

    private final String bootstrapServers;
    private final String topic;
    private final int count;
    private final Path model;
    private final MessageProducer producer;
    private final ReadingWriter writer = new ReadingWriter(COLUMNS);
    private long sent;

    private Stores(String bootstrapServers, String topic, int count, Path model) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.count = count;
        this.model = model;
        // A broker that starts again takes longer than the patience of whoever names the wrong one.
        this.producer = new MessageProducer(bootstrapServers, topic, Map.of());
    }

    /**
     * Stores whose readings go to a new topic.
     *
     * @param directory for the model
     */
    static Stores on(String bootstrapServers, String topic, int count, int partitions, Path directory)
            throws IOException {
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, Map.of())) {
            admin.createReadingsIfMissing(topic, OptionalInt.of(partitions));
        }
        Path model = directory.resolve("stores.safetensors");
        ModelFile.write(
                RecurrentModel.untrained(
                        new ModelSpec(
                                COLUMNS, List.of(true), 21, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 16, 1, 16),
                        1),
                model);
        return new Stores(bootstrapServers, topic, count, model);
    }

    /** Sends the readings of one day, and the corrections that come with it. */
    void sendDay(int day) {
        for (int store = 0; store < count; store++) {
            send(store, day, 100 + 20 * (day % 7) + Math.floorMod(store * 31 + day * 17, 23));
            if (day >= DAYS_LATE && (store + day) % ONE_IN == 0) {
                send(store, day - DAYS_LATE, 90 + store % 10);
            }
        }
    }

    private void send(int store, int day, double sales) {
        String key = "store-" + store;
        producer.send(key, writer.write(new Reading(key, FIRST_DAY + day, new double[] {sales, day % 5 == 0 ? 1 : 0})));
        sent++;
    }

    /** Messages so far. */
    long sent() {
        return sent;
    }

    /** Returns when Kafka has all of them. */
    void flush() {
        producer.flush();
    }

    /** Arguments of the job that forecasts them, under a name of its own. */
    String[] runArguments(String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--bootstrap-servers=" + bootstrapServers,
                "--readings-topic=" + topic,
                "--predictions-topic=" + name + ".predictions",
                "--scores-topic=" + name + ".scores",
                "--rejected-topic=" + name + ".rejected",
                "--model=" + model,
                "--name=" + name));
        arguments.addAll(List.of(further));
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        producer.close();
    }
}
