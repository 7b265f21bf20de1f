package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.DecimalText;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CSV files with forecasts, one series, origin and day a row: {@code key}; {@code origin}, the last day that the forecast knew;
 * {@code day}; {@code target} where there are several; a column for each quantile, named after it as {@code 0.9} or {@code q90}; and,
 * if there are means, {@code mean}. Other columns are passed over.
 *
 * <p>What is wrong with the content is an {@link IllegalArgumentException} that names file and line, what was expected and what
 * came.
 */
public final class ForecastCsv implements AutoCloseable {

    private static final String ORIGIN = "origin";
    private static final String DAY = "day";
    private static final String TARGET = "target";
    private static final String MEAN = "mean";
    private static final double MEDIAN = 0.5;
    private static final int NO_FIELD = -1;

    private final CsvRows rows;
    private final List<String> targets;
    private final int keyField;
    private final int originField;
    private final int dayField;
    private final int targetField;
    private final int meanField;
    private final int[] quantileFields;
    private final boolean hasQuantiles;

    /** Takes in the days of a file in its order. What it refuses is reported with file and line. */
    public interface Receiver {

        /**
         * @param target position of the target
         * @param mean NaN where the file has none
         * @param quantiles those asked for, or the median alone; its content changes with the next day
         */
        void add(String key, int target, int origin, int day, double mean, double[] quantiles);
    }

    /**
     * Opens a file that has these quantiles, or the median alone.
     *
     * @param targets that are scored
     */
    public static ForecastCsv open(Path file, List<String> targets, List<Double> quantiles) throws IOException {
        CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV);
        try {
            return new ForecastCsv(rows, targets, quantiles);
        } catch (IllegalArgumentException refused) {
            rows.close();
            throw refused;
        }
    }

    private ForecastCsv(CsvRows rows, List<String> targets, List<Double> quantiles) {
        this.rows = rows;
        this.targets = targets;
        keyField = rows.find(ReadingCsv.KEY);
        originField = rows.find(ORIGIN);
        dayField = rows.find(DAY);
        targetField = targets.size() == 1 && !rows.header().contains(TARGET) ? NO_FIELD : rows.find(TARGET);
        meanField = rows.header().contains(MEAN) ? rows.find(MEAN) : NO_FIELD;
        int[] fields = quantiles.stream().mapToInt(this::field).toArray();
        int median = field(MEDIAN);
        long found = quantiles.stream()
                .filter(quantile -> field(quantile) != NO_FIELD)
                .count();
        hasQuantiles = found == quantiles.size();
        if (!hasQuantiles && (found != 1 || median == NO_FIELD)) {
            throw new IllegalArgumentException(rows.file() + ": expected a column for each of the quantiles "
                    + quantiles + ", named after it, or one for 0.5 alone, but the file has "
                    + CsvList.write(rows.header()));
        }
        quantileFields = hasQuantiles ? fields : new int[] {median};
    }

    /** The field of a quantile, named {@code 0.9}, {@code q90}, or in tables {@code q97_5}. */
    private int field(double quantile) {
        BigDecimal share = BigDecimal.valueOf(quantile);
        String percent = share.movePointRight(2).stripTrailingZeros().toPlainString();
        return Stream.of(share.toPlainString(), "q" + percent, "q" + percent.replace('.', '_'))
                .filter(rows.header()::contains)
                .findFirst()
                .map(rows::find)
                .orElse(NO_FIELD);
    }

    /** Whether the file has means. */
    public boolean hasMeans() {
        return meanField != NO_FIELD;
    }

    /** Whether the file has all quantiles asked for; otherwise it has the median alone. */
    public boolean hasQuantiles() {
        return hasQuantiles;
    }

    /** Reads all rows. */
    public void read(Receiver receiver) {
        double[] quantiles = new double[quantileFields.length];
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = number(row, quantileFields[i]);
            }
            double mean = hasMeans() ? number(row, meanField) : Double.NaN;
            int target = target(row);
            int origin = day(row, originField);
            int day = day(row, dayField);
            try {
                receiver.add(row.getField(keyField), target, origin, day, mean, quantiles);
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(place(row) + refused.getMessage(), refused);
            }
        }
    }

    private String place(CsvRecord row) {
        return rows.file() + ", line " + row.getStartingLineNumber() + ": ";
    }

    private int target(CsvRecord row) {
        int target = targetField == NO_FIELD ? 0 : targets.indexOf(row.getField(targetField));
        if (target < 0) {
            throw refusal(row, targetField, "one of " + targets);
        }
        return target;
    }

    private int day(CsvRecord row, int field) {
        int day = CalendarDay.parse(row.getField(field));
        if (day == CalendarDay.NONE) {
            throw refusal(row, field, "a date YYYY-MM-DD");
        }
        return day;
    }

    private double number(CsvRecord row, int field) {
        double number = DecimalText.parse(row.getField(field));
        if (!Double.isFinite(number)) {
            throw refusal(row, field, "a number");
        }
        return number;
    }

    private IllegalArgumentException refusal(CsvRecord row, int field, String expected) {
        return new IllegalArgumentException(
                place(row) + "column " + rows.header().get(field) + ": expected " + expected + ", but got "
                        + Quotation.of(row.getField(field)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
