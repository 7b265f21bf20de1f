package io.undercurrent.cli.process;

import io.undercurrent.cli.options.TimeConverter;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.kafka.NewTopics.Cleanup;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which topics are created, and how. */
public final class NewTopicOptions {

    private static final String FOR_EVER = "forever";

    @Option(
            names = "--create-topics",
            description =
                    "Create the topics that are read too, if they are missing. Topics for results are always created.")
    private boolean readings;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of new topics (default: the broker's setting).")
    private Integer partitions;

    @Option(
            names = "--predictions-cleanup",
            paramLabel = "POLICY",
            converter = CleanupConverter.class,
            description =
                    "What a new predictions topic keeps: compact the newest forecast of each series for ever, delete all"
                            + " forecasts for --retention, compact,delete the newest of each series for --retention (default: compact).")
    private Cleanup predictions = Cleanup.COMPACT;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            converter = RetentionConverter.class,
            description =
                    "How long new topics keep scores, anomalies, rejected messages and, unless --predictions-cleanup is compact,"
                            + " forecasts: such as 400d, or forever (default: the broker's setting).")
    private Long retention;

    public NewTopics newTopics() {
        return new NewTopics(
                readings,
                partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions),
                predictions,
                retention == null ? OptionalLong.empty() : OptionalLong.of(retention));
    }

    /** By Kafka's names. */
    static final class CleanupConverter implements ITypeConverter<Cleanup> {
        @Override
        public Cleanup convert(String text) {
            try {
                return Cleanup.of(text);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

    /** Milliseconds from times such as {@code 12h} or {@code 400d}. */
    static final class RetentionConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return text.equals(FOR_EVER)
                    ? NewTopics.FOR_EVER
                    : (Long) TimeConverter.time(text).toMillis();
        }
    }
}
