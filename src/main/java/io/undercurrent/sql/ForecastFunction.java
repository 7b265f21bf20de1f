package io.undercurrent.sql;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.format.ReadingRules;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;

/**
 * The function FORECAST of Flink SQL. It takes a table of readings, partitioned by series, and returns a row for each
 * day ahead, again after each row that changes the forecast.
 *
 * <p>The date is a plain column, because with a time attribute Flink 2.2 silently drops rows older than the watermark.
 * So the only times here are dates: rows are accepted whatever their date, and series are never forgotten.
 */
public final class ForecastFunction extends ProcessTableFunction<RowData> implements SpecializedFunction {

    private static final String BYTES = "bytes";

    /** Null until Flink has planned a call. */
    private final ForecastCall call;

    private transient ForecastModel model;
    private transient SeriesEngine<ParsedReading> engine;
    private transient SeriesBytes bytes;
    private transient Rows rows;

    /** For Flink, which creates the function by its class name. */
    public ForecastFunction() {
        this(null);
    }

    private ForecastFunction(ForecastCall call) {
        this.call = call;
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
        LinkedHashMap<String, StateTypeStrategy> state = new LinkedHashMap<>();
        state.put(
                "series",
                StateTypeStrategy.of(
                        TypeStrategies.explicit(DataTypes.ROW(DataTypes.FIELD(BYTES, DataTypes.BYTES())))));
        return TypeInference.newBuilder()
                .staticArguments(
                        StaticArgument.table(
                                ForecastCall.DATA,
                                Row.class,
                                false,
                                EnumSet.of(
                                        StaticArgumentTrait.SET_SEMANTIC_TABLE,
                                        StaticArgumentTrait.SUPPORT_UPDATES,
                                        StaticArgumentTrait.REQUIRE_UPDATE_BEFORE,
                                        StaticArgumentTrait.REQUIRE_FULL_DELETE)),
                        StaticArgument.scalar(ForecastCall.ON_DAY, DataTypes.DESCRIPTOR(), false),
                        StaticArgument.scalar(ForecastCall.TARGET, DataTypes.DESCRIPTOR(), false),
                        StaticArgument.scalar(ForecastCall.COVARIATES, DataTypes.DESCRIPTOR(), true),
                        StaticArgument.scalar(ForecastCall.MODEL, DataTypes.STRING(), true),
                        StaticArgument.scalar(ForecastCall.HORIZON, DataTypes.INT(), true),
                        StaticArgument.scalar(ForecastCall.LATENESS, DataTypes.INT(), true))
                .stateTypeStrategies(state)
                .outputTypeStrategy(context -> Optional.of(
                        ResultRows.type(ForecastCall.of(context).model().get().shape())))
                .build();
    }

    @Override
    public UserDefinedFunction specialize(SpecializedContext context) {
        return new ForecastFunction(ForecastCall.of(context.getCallContext()));
    }

    @Override
    public void open(FunctionContext context) {
        Objects.requireNonNull(call, "call");
        model = call.model().get();
        engine = new SeriesEngine<>(model, call.limits(), CalibrationOptions.DEFAULT);
        bytes = new SeriesBytes(model.contract(call.lateness()), model.id());
        rows = new Rows(new ResultRows(model.shape(), call.horizon()));
    }

    /**
     * Processes a row of a series.
     *
     * @param series state of the series
     * @param data the row
     */
    public void eval(
            Row series,
            Row data,
            ColumnList onDay,
            ColumnList target,
            ColumnList covariates,
            String modelFile,
            Integer horizon,
            Integer lateness)
            throws IOException {
        String key = call.key(data);
        LocalDate day = call.day(data);
        if (day == null) {
            rows.refuse(null, new Rejection(Reason.MISSING_DATE, "on_day: expected a date, but got NULL"));
            return;
        }
        double[] values = call.values(data);
        int number = Math.toIntExact(day.toEpochDay());
        Optional<Rejection> refusal =
                ReadingRules.refusal(key, number, values, model.columns().names());
        if (refusal.isPresent()) {
            rows.refuse(day, refusal.get());
            return;
        }
        byte[] before = (byte[]) series.getField(BYTES);
        SeriesState<ParsedReading> state = before == null ? new SeriesState<>(key) : bytes.read(key, before);
        Reading reading = new Reading(key, number, values);
        engine.accept(new ParsedReading(reading, SourceRecord.none(SourceRecord.NO_TIMESTAMP)), state, rows);
        series.setField(BYTES, bytes.write(state));
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }

    /** Emits the results of rows. */
    private final class Rows implements SeriesReceiver<ParsedReading> {

        private final ResultRows results;

        Rows(ResultRows results) {
            this.results = results;
        }

        @Override
        public void forecast(Forecast forecast) {
            results.of(forecast, ForecastFunction.this::collect);
        }

        @Override
        public void score(DayScore score) {
            // Scores are not asked for.
        }

        @Override
        public void reject(ParsedReading message, Rejection rejection) {
            refuse(message.reading().date(), rejection);
        }

        void refuse(LocalDate day, Rejection rejection) {
            collect(results.of(day, rejection));
        }
    }
}
