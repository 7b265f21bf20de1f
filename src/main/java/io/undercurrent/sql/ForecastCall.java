package io.undercurrent.sql;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.Counts;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.usual.UsualModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.TableSemantics;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * A validated call of FORECAST or DETECT_ANOMALIES: its arguments fit each other, the table and the model.
 *
 * @param dayColumn position of the date in a row
 * @param valueColumns positions of targets and covariates, in the order of the model
 * @param keyColumns positions of the columns that identify a series
 * @param model that forecasts
 * @param horizon days ahead that are asked for
 * @param lateness days that a row may be older than the newest of its series
 * @param calibration how forecasts are corrected, with the budget of alarms and the targets that are counts
 */
record ForecastCall(
        int dayColumn,
        int[] valueColumns,
        int[] keyColumns,
        PlannedModel model,
        int horizon,
        int lateness,
        CalibrationOptions calibration)
        implements Serializable {

    static final String DATA = "data";
    static final String ON_DAY = "on_day";
    static final String TARGET = "target";
    static final String COVARIATES = "covariates";
    static final String MODEL = "model";
    static final String HORIZON = "horizon";
    static final String LATENESS = "lateness";

    static final String ALARMS_PER_YEAR = "alarms_per_year";
    static final String COUNTS = "counts";

    /** The arguments of FORECAST, in their order. */
    static final List<String> OF_FORECAST = List.of(DATA, ON_DAY, TARGET, COVARIATES, MODEL, HORIZON, LATENESS, COUNTS);

    /** The arguments of DETECT_ANOMALIES, in their order. */
    static final List<String> OF_ANOMALIES =
            List.of(DATA, ON_DAY, TARGET, COVARIATES, MODEL, LATENESS, ALARMS_PER_YEAR, COUNTS);

    private static final int DEFAULT_HORIZON = 14;
    private static final String KEY_SEPARATOR = "/";

    /** The arguments of a call by their names. */
    private record Arguments(CallContext context, List<String> order) {

        List<String> names(String argument) {
            return context.getArgumentValue(order.indexOf(argument), ColumnList.class)
                    .map(ColumnList::getNames)
                    .orElse(List.of());
        }

        <T> Optional<T> literal(String argument, Class<T> type) {
            int position = order.indexOf(argument);
            if (position < 0) {
                return Optional.empty();
            }
            if (!context.isArgumentNull(position) && !context.isArgumentLiteral(position)) {
                throw new ValidationException(argument + ": expected a constant, but got an expression");
            }
            return context.getArgumentValue(position, type);
        }
    }

    /**
     * @param order names of the arguments of the function
     * @throws ValidationException if the arguments do not fit; the message names the argument, what was expected and what came
     */
    static ForecastCall of(CallContext context, List<String> order) {
        Arguments arguments = new Arguments(context, order);
        TableSemantics table = context.getTableSemantics(order.indexOf(DATA))
                .orElseThrow(() -> new ValidationException(DATA + ": expected a table"));
        if (table.timeColumn() >= 0) {
            throw new ValidationException(
                    "on_time: expected none, because the function goes by the dates of on_day, and with on_time Flink"
                            + " 2.2 drops rows older than the watermark");
        }
        if (table.orderByColumns().length > 0) {
            throw new ValidationException(
                    "ORDER BY: expected none, because the function takes rows in any order, and sorting drops rows older than"
                            + " the watermark");
        }
        RowType row = (RowType) table.dataType().getLogicalType();
        List<String> day = arguments.names(ON_DAY);
        if (day.size() != 1) {
            throw new ValidationException(ON_DAY + ": expected one column, but got " + day);
        }
        int dayColumn = column(row, ON_DAY, day.get(0));
        LogicalType dayType = row.getTypeAt(dayColumn);
        if (!dayType.is(LogicalTypeRoot.DATE)) {
            throw new ValidationException(ON_DAY + ": expected a column of type DATE, but " + day.get(0) + " is "
                    + dayType.asSummaryString() + ": CAST(" + day.get(0) + " AS DATE) makes one");
        }
        Columns columns = columns(arguments);
        int[] values = columns.names().stream()
                .mapToInt(name -> number(row, columns.targets().contains(name) ? TARGET : COVARIATES, name))
                .toArray();
        Optional<String> file = arguments.literal(MODEL, String.class);
        Optional<Integer> days = arguments.literal(HORIZON, Integer.class);
        PlannedModel model = file.isPresent()
                ? PlannedModel.of(read(file.get()))
                : PlannedModel.of(usual(columns, days.orElse(DEFAULT_HORIZON)));
        requireColumns(model.get(), columns);
        int most = model.get().shape().horizon();
        int horizon = days.orElse(Math.min(most, DEFAULT_HORIZON));
        if (horizon < 1 || horizon > most) {
            throw new ValidationException(
                    HORIZON + ": expected 1 to " + most + ", the days of the model, but got " + horizon);
        }
        Optional<Integer> late = arguments.literal(LATENESS, Integer.class);
        return new ForecastCall(
                dayColumn,
                values,
                table.partitionByColumns(),
                model,
                horizon,
                lateness(late, model.get().window()),
                calibration(arguments.literal(ALARMS_PER_YEAR, Double.class), counts(arguments, columns)));
    }

    private static Counts counts(Arguments arguments, Columns columns) {
        Counts counts = Counts.of(arguments.names(COUNTS));
        try {
            counts.among(columns.targets());
        } catch (IllegalArgumentException wrong) {
            throw new ValidationException(wrong.getMessage(), wrong);
        }
        return counts;
    }

    private static CalibrationOptions calibration(Optional<Double> alarmsPerYear, Counts counts) {
        CalibrationOptions usual = CalibrationOptions.DEFAULT;
        try {
            return new CalibrationOptions(
                    usual.intervals(), usual.takeoverDays(), alarmsPerYear.orElse(usual.alarmsPerYear()), counts);
        } catch (IllegalArgumentException wrong) {
            throw new ValidationException(ALARMS_PER_YEAR + ": " + wrong.getMessage(), wrong);
        }
    }

    private static int lateness(Optional<Integer> days, int window) {
        try {
            return new TimeLimits(
                            days.map(OptionalInt::of).orElse(OptionalInt.empty()),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .lateness(window);
        } catch (IllegalArgumentException wrong) {
            throw new ValidationException(wrong.getMessage(), wrong);
        }
    }

    private static Columns columns(Arguments arguments) {
        try {
            return new Columns(arguments.names(TARGET), arguments.names(COVARIATES));
        } catch (IllegalArgumentException wrong) {
            throw new ValidationException(wrong.getMessage(), wrong);
        }
    }

    private static int column(RowType row, String argument, String name) {
        int column = row.getFieldIndex(name);
        if (column < 0) {
            throw new ValidationException(
                    argument + ": expected a column of the table, one of " + row.getFieldNames() + ", but got " + name);
        }
        return column;
    }

    private static int number(RowType row, String argument, String name) {
        int column = column(row, argument, name);
        LogicalType type = row.getTypeAt(column);
        boolean flag = argument.equals(COVARIATES) && type.is(LogicalTypeRoot.BOOLEAN);
        if (!flag && !type.is(LogicalTypeFamily.NUMERIC)) {
            throw new ValidationException(argument + ": expected a column of numbers"
                    + (argument.equals(COVARIATES) ? " or of type BOOLEAN" : "") + ", but " + name + " is "
                    + type.asSummaryString());
        }
        return column;
    }

    private static SharedModel read(String location) {
        try {
            return SharedModel.read(location);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ValidationException(MODEL + ": " + unusable.getMessage(), unusable);
        }
    }

    private static UsualModel usual(Columns columns, int horizon) {
        try {
            return UsualModel.of(columns, horizon);
        } catch (IllegalArgumentException wrong) {
            throw new ValidationException(wrong.getMessage(), wrong);
        }
    }

    private static void requireColumns(ForecastModel model, Columns columns) {
        if (!model.columns().targets().equals(columns.targets())) {
            throw new ValidationException(
                    TARGET + ": expected " + model.columns().targets() + ", as model " + model.id()
                            + " has them, but got " + columns.targets());
        }
        if (!model.columns().covariates().equals(columns.covariates())) {
            throw new ValidationException(
                    COVARIATES + ": expected " + model.columns().covariates() + ", as model " + model.id()
                            + " has them, but got " + columns.covariates());
        }
    }

    /** Rows have no time of their own: all dates are accepted, and a jump waits for another reading. */
    TimeLimits limits() {
        return new TimeLimits(
                OptionalInt.of(lateness), OptionalInt.empty(), TimeLimits.DEFAULT.confirmation(), Optional.empty());
    }

    /** The name of a series, for messages only: Flink keys the state by the columns themselves. */
    String key(Row row) {
        return Arrays.stream(keyColumns)
                .mapToObj(column -> String.valueOf(row.getField(column)))
                .collect(Collectors.joining(KEY_SEPARATOR));
    }

    /** Whether no column says which series a row is of. Rows of several would be taken for one. */
    boolean isOfNoSeries(Row row) {
        return Arrays.stream(keyColumns).allMatch(column -> row.getField(column) == null);
    }

    /** The date of a row; null if it has none. */
    LocalDate day(Row row) {
        return row.getFieldAs(dayColumn);
    }

    /** The values of a row, or the values that it takes back. */
    double[] values(Row row) {
        double[] values = new double[valueColumns.length];
        boolean gone = row.getKind() == RowKind.DELETE || row.getKind() == RowKind.UPDATE_BEFORE;
        for (int i = 0; i < values.length; i++) {
            values[i] = gone ? Reading.RETRACTED : number(row.getField(valueColumns[i]));
        }
        return values;
    }

    private static double number(Object value) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Float number ? Decimal.of(number) : ((Number) value).doubleValue();
    }
}
