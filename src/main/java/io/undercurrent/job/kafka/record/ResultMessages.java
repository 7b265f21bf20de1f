package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.format.schema.RegistryOptions;
import java.util.Locale;
import java.util.Optional;

/**
 * How forecasts and scores stand in messages.
 *
 * @param layout of forecasts
 * @param schema that messages come with, which flat forecasts alone may; scores with a schema are flat too
 * @param registry of the schemas, where they are Avro's
 * @param withMean whether forecasts have the mean
 */
public record ResultMessages(Layout layout, RowSchema schema, Optional<RegistryOptions> registry, boolean withMean) {

    /** Whole forecasts without means, as JSON without a schema. */
    public static final ResultMessages NESTED =
            new ResultMessages(Layout.NESTED, RowSchema.NONE, Optional.empty(), false);

    /** How a forecast becomes messages. */
    public enum Layout {
        /** One message a forecast, with arrays over the days ahead. */
        NESTED,
        /** One message for each target and day of a forecast, for tables. */
        FLAT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ResultMessages {
        if (layout == Layout.NESTED && schema != RowSchema.NONE) {
            throw new IllegalArgumentException("--results-schema: expected none with --forecast-layout nested, but got "
                    + schema + "; add --forecast-layout flat");
        }
        if (schema == RowSchema.AVRO && registry.isEmpty()) {
            throw new IllegalArgumentException(
                    "--results-schema: expected a registry for avro, but there is none; add --schema-registry, or"
                            + " --results-registry where readings have no schemas");
        }
    }
}
