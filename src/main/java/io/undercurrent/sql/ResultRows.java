package io.undercurrent.sql;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Rejection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;

/**
 * The rows that FORECAST returns: one for each target and day ahead of a forecast, and one for each rejected row of the
 * table.
 */
final class ResultRows {

    /** Columns before the quantiles: origin, on_day, days_ahead and target. */
    private static final int BEFORE = 4;

    /** Columns after them: revision, source, model and rejection. */
    private static final int AFTER = 4;

    private final ForecastShape shape;
    private final int horizon;
    private final StringData[] targets;

    /**
     * @param horizon days ahead that are asked for
     */
    ResultRows(ForecastShape shape, int horizon) {
        this.shape = shape;
        this.horizon = horizon;
        targets = shape.targets().stream().map(StringData::fromString).toArray(StringData[]::new);
    }

    static DataType type(ForecastShape shape) {
        List<DataTypes.Field> fields = new ArrayList<>();
        fields.add(DataTypes.FIELD("origin", DataTypes.DATE()));
        fields.add(DataTypes.FIELD("on_day", DataTypes.DATE()));
        fields.add(DataTypes.FIELD("days_ahead", DataTypes.INT()));
        fields.add(DataTypes.FIELD("target", DataTypes.STRING()));
        for (double quantile : shape.quantiles()) {
            fields.add(DataTypes.FIELD(name(quantile), DataTypes.DOUBLE()));
        }
        fields.add(DataTypes.FIELD("revision", DataTypes.INT()));
        fields.add(DataTypes.FIELD("source", DataTypes.STRING()));
        fields.add(DataTypes.FIELD("model", DataTypes.STRING()));
        fields.add(DataTypes.FIELD("rejection", DataTypes.STRING()));
        return DataTypes.ROW(fields).notNull().bridgedTo(RowData.class);
    }

    /** The column of a quantile: {@code q10} for 0.1, {@code q2_5} for 0.025. */
    private static String name(double quantile) {
        return "q"
                + BigDecimal.valueOf(quantile)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', '_');
    }

    void of(Forecast forecast, Consumer<RowData> out) {
        int quantiles = shape.quantiles().size();
        StringData source = StringData.fromString(forecast.source().label());
        StringData model = StringData.fromString(forecast.model());
        for (int target = 0; target < targets.length; target++) {
            for (int lead = 0; lead < horizon; lead++) {
                GenericRowData row = new GenericRowData(BEFORE + quantiles + AFTER);
                row.setField(0, forecast.origin());
                row.setField(1, forecast.origin() + lead + 1);
                row.setField(2, lead + 1);
                row.setField(3, targets[target]);
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    double value = forecast.value(target, quantile, lead);
                    row.setField(BEFORE + quantile, Double.isNaN(value) ? null : value);
                }
                row.setField(BEFORE + quantiles, forecast.revision());
                row.setField(BEFORE + quantiles + 1, source);
                row.setField(BEFORE + quantiles + 2, model);
                out.accept(row);
            }
        }
    }

    /**
     * @param day of the row; null if it has none
     */
    RowData of(LocalDate day, Rejection rejection) {
        GenericRowData row = new GenericRowData(BEFORE + shape.quantiles().size() + AFTER);
        row.setField(1, day == null ? null : Math.toIntExact(day.toEpochDay()));
        row.setField(
                row.getArity() - 1, StringData.fromString(rejection.reason().code() + ": " + rejection.detail()));
        return row;
    }
}
