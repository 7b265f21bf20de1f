package io.undercurrent.sql;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Rejection;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.inference.TypeInference;
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

    /** Null until Flink has planned a call. */
    private final ForecastCall call;

    private transient SeriesRows series;
    private transient Results results;

    /** For Flink, which creates the function by its class name. */
    public ForecastFunction() {
        this(null);
    }

    private ForecastFunction(ForecastCall call) {
        this.call = call;
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
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
                        StaticArgument.scalar(ForecastCall.LATENESS, DataTypes.INT(), true),
                        StaticArgument.scalar(ForecastCall.COUNTS, DataTypes.DESCRIPTOR(), true))
                .stateTypeStrategies(SeriesRows.stateTypes())
                .outputTypeStrategy(
                        context -> Optional.of(ResultRows.type(ForecastCall.of(context, ForecastCall.OF_FORECAST)
                                .model()
                                .get()
                                .shape())))
                .build();
    }

    @Override
    public UserDefinedFunction specialize(SpecializedContext context) {
        return new ForecastFunction(ForecastCall.of(context.getCallContext(), ForecastCall.OF_FORECAST));
    }

    @Override
    public void open(FunctionContext context) {
        Objects.requireNonNull(call, "call");
        series = new SeriesRows(call, false);
        results = new Results(new ResultRows(call.model().get().shape(), call.horizon()));
    }

    /**
     * Processes a row of a series. Only code that Flink generates calls this.
     *
     * @param earlier state of the series, as an earlier build left it
     * @param stored state of the series
     * @param data the row
     */
    public void eval(
            Row earlier,
            MapView<?, ?> stored,
            Row data,
            ColumnList onDay,
            ColumnList target,
            ColumnList covariates,
            String modelFile,
            Integer horizon,
            Integer lateness,
            ColumnList counts)
            throws Exception {
        series.accept(earlier, stored, data, results);
    }

    @Override
    public void close() {
        if (series != null) {
            series.close();
        }
    }

    /** Emits the results of rows. */
    private final class Results implements SeriesRows.Receiver {

        private final ResultRows rows;

        Results(ResultRows rows) {
            this.rows = rows;
        }

        @Override
        public void forecast(Forecast forecast) {
            rows.of(forecast, ForecastFunction.this::collect);
        }

        @Override
        public void score(DayScore score) {
            // Scores are not asked for.
        }

        @Override
        public void refuse(LocalDate day, Rejection rejection) {
            collect(rows.of(day, rejection));
        }
    }
}
