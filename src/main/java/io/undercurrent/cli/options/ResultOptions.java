package io.undercurrent.cli.options;

import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.format.schema.RegistryOptions;
import io.undercurrent.job.kafka.record.ResultMessages;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options on the messages that a job writes. */
public final class ResultOptions {

    @Option(
            names = "--forecast-layout",
            paramLabel = "LAYOUT",
            description =
                    "nested: a message has a whole forecast, with arrays over the days ahead. flat: a message has one"
                            + " target and day, with a column for each quantile, as tables take them"
                            + " (default: ${DEFAULT-VALUE}).")
    private ResultMessages.Layout layout = ResultMessages.Layout.NESTED;

    @Option(
            names = "--results-schema",
            paramLabel = "SCHEMA",
            description =
                    "none: messages are plain JSON. connect: messages carry the schema that the JSON converter of Kafka Connect"
                            + " expects, for sinks to tables. avro: messages are Avro, with schemas that a registry gets as the"
                            + " job starts. Both need --forecast-layout flat, and make scores flat too"
                            + " (default: ${DEFAULT-VALUE}).")
    private RowSchema schema = RowSchema.NONE;

    @Mixin
    private ResultsRegistry registry;

    @Option(
            names = "--mean",
            description =
                    "Forecasts have a field 'mean' beside the quantiles: the expected value, which has the least squared error,"
                            + " and can be added up over series and days.")
    private boolean mean;

    /**
     * How forecasts and scores stand in messages.
     *
     * @param readings the encoding of readings, whose registry is that of results too unless another is stated
     * @throws IllegalArgumentException if the options do not go together
     */
    public ResultMessages messages(Encoding readings) {
        Optional<RegistryOptions> ofResults = registry.orThatOf(readings);
        if (registry.isGiven() && schema != RowSchema.AVRO) {
            throw new IllegalArgumentException(
                    "--results-registry: expected --results-schema avro with it, but got " + schema);
        }
        return new ResultMessages(layout, schema, ofResults, mean);
    }
}
