package io.undercurrent.format.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.format.JsonFields;
import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.result.row.WholeRows;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows to forecasts, the inverse of {@link FlatForecastWriter}. One thread's. */
public final class FlatForecastParser {

    private static final String QUANTILE = "q";

    private final WholeRows rows;

    /** A parser of rows in JSON. */
    public FlatForecastParser() {
        this(RowText.JSON);
    }

    /**
     * @param text what messages are as JSON
     */
    public FlatForecastParser(RowText text) {
        rows = new WholeRows(text);
    }

    /**
     * Takes a row in.
     *
     * @return the forecast, where this is its last row
     * @throws IllegalArgumentException if it is no row of a forecast
     */
    public Optional<Forecast> add(byte[] row, RowPlace place) {
        return rows.add(row, place).map(FlatForecastParser::forecast);
    }

    private static Forecast forecast(List<JsonNode> rows) {
        JsonNode first = rows.get(0);
        List<String> columns = quantileColumns(first);
        List<String> targets = rows.stream()
                .map(row -> WholeRows.text(row, "target"))
                .distinct()
                .toList();
        int horizon = rows.size() / targets.size();
        List<Double> quantiles =
                columns.stream().map(column -> Row.share(QUANTILE, column)).toList();
        ForecastShape shape = new ForecastShape(targets, quantiles, horizon);
        double[] values = new double[rows.size() * columns.size()];
        double[] means = new double[rows.size()];
        boolean withMean = first.has(ForecastWriter.MEAN);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            int target = i / horizon;
            int lead = i % horizon;
            for (int quantile = 0; quantile < columns.size(); quantile++) {
                values[shape.index(target, quantile, lead)] = WholeRows.number(row, columns.get(quantile));
            }
            means[i] = withMean ? WholeRows.number(row, ForecastWriter.MEAN) : Double.NaN;
        }
        JsonNode days = WholeRows.field(first, "days");
        // Rows of an earlier release lack it.
        int generation = first.path("generation").asInt(Forecast.UNKNOWN_GENERATION);
        return new Forecast(
                WholeRows.text(first, "key"),
                WholeRows.day(first, "origin"),
                WholeRows.count(first, "revision"),
                WholeRows.text(first, "model"),
                generation,
                JsonFields.source(WholeRows.text(first, "source"), "source"),
                WholeRows.field(first, "restarted").asBoolean(),
                days.isNull() ? Forecast.UNKNOWN_DAYS : days.asInt(),
                shape,
                values,
                withMean ? means : shape.means(values));
    }

    private static List<String> quantileColumns(JsonNode row) {
        List<String> columns = new ArrayList<>();
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (Row.isShare(QUANTILE, name)) {
                columns.add(name);
            }
        }
        return columns;
    }
}
