package io.undercurrent.job.kafka.record;

import io.undercurrent.format.encoding.RegisteredRows;
import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.FlatScoreWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.series.ForecastShape;
import java.util.function.Consumer;

/** How forecasts, scores and anomalies become rows, once a registry has their schemas. */
public final class ResultRows {

    private final ForecastShape shape;
    private final Consumer<String> say;

    /**
     * @param say hears while the registry does not answer
     */
    public ResultRows(ForecastShape shape, Consumer<String> say) {
        this.shape = shape;
        this.say = say;
    }

    /** Encoders of forecasts. Waits for a registry as long as it does not answer. */
    public RowEncoders ofForecasts(String topic, ResultMessages messages) {
        return of(
                topic,
                messages,
                FlatForecastWriter.keyType(shape),
                FlatForecastWriter.rowType(shape, messages.withMean()));
    }

    /** Encoders of scores. Waits for a registry as long as it does not answer. */
    public RowEncoders ofScores(String topic, ResultMessages messages) {
        return of(topic, messages, FlatScoreWriter.keyType(shape), FlatScoreWriter.rowType(shape));
    }

    /** Encoders of anomalies. Waits for a registry as long as it does not answer. */
    public RowEncoders ofAnomalies(String topic, ResultMessages messages) {
        return of(topic, messages, AnomalyWriter.keyType(), AnomalyWriter.rowType());
    }

    private RowEncoders of(String topic, ResultMessages messages, RowType key, RowType row) {
        return switch (messages.schema()) {
            case NONE -> RowEncoders.PLAIN;
            case CONNECT -> RowEncoders.CONNECT;
            case AVRO ->
                RegisteredRows.register(new SchemaRegistry(messages.registry().orElseThrow(), news()), topic, key, row);
        };
    }

    private RegistryNews news() {
        return new RegistryNews() {
            @Override
            public void waits(String problem) {
                say.accept("The job waits for the schema registry, which gets the schemas of its results: " + problem);
            }

            @Override
            public void answers() {
                say.accept("The schema registry answers again");
            }
        };
    }
}
