package io.undercurrent.cli.options;

import io.undercurrent.cli.files.OnDuplicate;
import io.undercurrent.cli.files.ReadingsFile;
import io.undercurrent.cli.files.RegistryLines;
import io.undercurrent.cli.files.TopicReadings;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which commands read the past: from a file, or from a topic up to its present end. */
public final class ReadingsInput {

    /** Options that say where the past lies, which is nobody's business later. */
    public static final Set<String> PLACES = Set.of(
            "--readings",
            "--topic",
            "--readings-topic",
            "--topic-pattern",
            "--readings-topic-pattern",
            "--bootstrap-servers",
            "--kafka-properties",
            "--kafka-property",
            "--readings-format",
            "--schema-registry",
            "--schema-registry-properties",
            "--schema-file");

    @Option(
            names = "--readings",
            paramLabel = "FILE",
            description =
                    "CSV or Parquet with the columns key, date and the values, or as --key-field and the other options of"
                            + " the format say; .csv.gz is read too, and - is CSV from the standard input.")
    private String file;

    @Option(
            names = "--on-duplicate",
            paramLabel = "RULE",
            description =
                    "What to do with rows of one key and day with different values: error refuses them, last takes"
                            + " the last value and says how many there are, mean the mean, and sum adds targets up and takes"
                            + " the mean of covariates (default: last). Of a topic the last message counts.")
    private OnDuplicate rule;

    @Mixin
    private ScannedTopics topics;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "H:P",
            description = "Where Kafka is, as host:port; several separated by commas.")
    private String bootstrapServers;

    @Mixin
    private KafkaSettings kafka;

    @Mixin
    private ReadingsFormatOptions format;

    /** What is read, for a person: the name of the file without its folder, or the topic. */
    public String name() {
        return file == null ? topics.toString() : new ReadingsFile(file, OnDuplicate.LAST).name();
    }

    /**
     * Finds out whether one of both is given.
     *
     * @throws IllegalArgumentException if not
     */
    public void validate() {
        requireOnePlace();
        if (topics.isGiven() == (bootstrapServers == null)) {
            throw new IllegalArgumentException("--bootstrap-servers: expected with --topic, but got one of them alone");
        }
        if (kafka.isGiven() && !topics.isGiven()) {
            throw new IllegalArgumentException(
                    "--kafka-property, --kafka-properties: expected with --topic, but the readings come from a file");
        }
    }

    private void requireOnePlace() {
        if ((file == null) != topics.isGiven()) {
            throw new IllegalArgumentException(
                    "--readings: expected a file, or --topic with --bootstrap-servers, but got "
                            + (file == null ? "neither" : "both"));
        }
        if (topics.isGiven() && rule != null && rule != OnDuplicate.LAST) {
            throw new IllegalArgumentException(
                    "--on-duplicate: expected last, because of a topic the last message counts, but got " + rule);
        }
    }

    /**
     * Finds out whether one of both is given, for a command that needs Kafka for other topics too.
     *
     * @throws IllegalArgumentException if not, or if nobody says where Kafka is
     */
    public void validateWithKafka() {
        if (bootstrapServers == null) {
            throw new IllegalArgumentException("--bootstrap-servers: expected where Kafka is, but got nothing");
        }
        requireOnePlace();
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Further settings of Kafka's clients. */
    public Map<String, String> kafkaProperties() throws IOException {
        return kafka.properties();
    }

    /**
     * Gives the readings to {@code receiver}, those of a series and day in their order.
     *
     * @param wanted of these the receiver gets
     * @param err receives what there is to say of rows of the same key and day, and of messages that are no readings
     * @throws IllegalArgumentException if there are none
     */
    public void read(Columns columns, Predicate<Reading> wanted, Consumer<Reading> receiver, PrintWriter err)
            throws IOException {
        format.requireFactorsOf(columns);
        if (file != null) {
            new ReadingsFile(file, rule == null ? OnDuplicate.LAST : rule)
                    .read(format.fileMapping(), format.fileForm(), names -> columns, wanted, receiver, err);
        } else {
            TopicMappings mappings = format.topicMappings();
            RegistryLines news = new RegistryLines(err);
            new TopicReadings(topics.topics(), topic -> mappings.of(topic).format(columns, List.of(), news), err)
                    .read(bootstrapServers, kafka.properties(), wanted, receiver);
        }
    }
}
