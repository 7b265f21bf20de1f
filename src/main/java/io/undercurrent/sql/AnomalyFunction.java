package io.undercurrent.sql;

import io.undercurrent.series.Anomaly;
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
 * The function DETECT_ANOMALIES of Flink SQL. It takes a table of readings as {@link ForecastFunction} does, and returns a row for each
 * value that a forecast was made for, which says how surprising it was; again, with a higher revision, after each row that changes it.
 */
public final class AnomalyFunction extends ProcessTableFunction<RowData> implements SpecializedFunction {

    /** Null until Flink has planned a call. */
    private final ForecastCall call;

    private transient SeriesRows series;
    private transient Results results;

    /** For Flink, which creates the function by its class name. */
    public AnomalyFunction() {
        this(null);
    }

    private AnomalyFunction(ForecastCall call) {
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
                        StaticArgument.scalar(ForecastCall.LATENESS, DataTypes.INT(), true),
                        StaticArgument.scalar(ForecastCall.ALARMS_PER_YEAR, DataTypes.DOUBLE(), true),
                        StaticArgument.scalar(ForecastCall.COUNTS, DataTypes.DESCRIPTOR(), true))
                .stateTypeStrategies(SeriesRows.stateTypes())
                .outputTypeStrategy(context -> {
                    ForecastCall.of(context, ForecastCall.OF_ANOMALIES);
                    return Optional.of(SurpriseRows.TYPE);
                })
                .build();
    }

    @Override
    public UserDefinedFunction specialize(SpecializedContext context) {
        return new AnomalyFunction(ForecastCall.of(context.getCallContext(), ForecastCall.OF_ANOMALIES));
    }

    @Override
    public void open(FunctionContext context) {
        Objects.requireNonNull(call, "call");
        series = new SeriesRows(call, true);
        results = new Results();
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
            Integer lateness,
            Double alarmsPerYear,
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

        @Override
        public void forecast(Forecast forecast) {
            // Forecasts are not asked for.
        }

        @Override
        public void score(DayScore score) {
            SurpriseRows.of(score, AnomalyFunction.this::collect);
        }

        @Override
        public void anomaly(Anomaly anomaly) {
            if (Double.isNaN(anomaly.actual())) {
                collect(SurpriseRows.takenBack(anomaly));
            }
        }

        @Override
        public void refuse(LocalDate day, Rejection rejection) {
            collect(SurpriseRows.of(day, rejection));
        }
    }
}
