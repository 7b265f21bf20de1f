package io.undercurrent.cli.files;

import io.undercurrent.format.Quotation;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the rows of a file that contradict an earlier one: of the same series and day they have another value in a column. A row that
 * repeats what an earlier one says, or fills in what it left empty, does not. One that takes values back lets others take their place.
 */
final class Contradictions {

    private static final int DAYS_OF_A_BLOCK = 16;

    private final Columns columns;
    private final String unit;
    private final Map<String, Map<Integer, Block>> series = new HashMap<>();

    private long count;
    private Contradiction first;

    /**
     * Two rows that contradict each other.
     *
     * @param unit of what their places count
     */
    record Contradiction(
            String key,
            LocalDate date,
            String column,
            String unit,
            long earlierPlace,
            double earlierValue,
            long place,
            double value) {

        @Override
        public String toString() {
            return Quotation.of(key) + " on " + date + " has " + column + " "
                    + number(earlierValue) + " in " + unit + " " + earlierPlace + " and "
                    + number(value) + " in " + unit + " " + place;
        }
    }

    private static String number(double value) {
        return ReadingCsv.number(value);
    }

    /** The newest values of some days of one series: (days, columns), NaN where there is none. */
    private final class Block {
        final double[] values = new double[DAYS_OF_A_BLOCK * columns.count()];
        /** Where each stands. */
        final int[] places = new int[values.length];

        Block() {
            Arrays.fill(values, Double.NaN);
        }
    }

    /**
     * @param columns of the readings
     * @param unit of what the places of rows count
     */
    Contradictions(Columns columns, String unit) {
        this.columns = columns;
        this.unit = unit;
    }

    /** Takes in a row by its place in the file. */
    void add(Reading row, long place) {
        int number = Math.floorDiv(row.day(), DAYS_OF_A_BLOCK);
        Block block =
                series.computeIfAbsent(row.key(), key -> new HashMap<>()).computeIfAbsent(number, days -> new Block());
        int from = (row.day() - number * DAYS_OF_A_BLOCK) * columns.count();
        boolean contradicts = false;
        for (int column = 0; column < columns.count(); column++) {
            double value = row.values()[column];
            if (!Double.isNaN(value)) {
                contradicts |= put(block, from + column, value, place, row, column);
            }
        }
        count += contradicts ? 1 : 0;
    }

    /** Whether the value is another than the one before. */
    private boolean put(Block block, int at, double value, long place, Reading row, int column) {
        double earlier = block.values[at];
        boolean retracted = value == Reading.RETRACTED;
        boolean contradicts = !retracted && !Double.isNaN(earlier) && earlier != value;
        if (contradicts && first == null) {
            first = new Contradiction(
                    row.key(), row.date(), columns.name(column), unit, block.places[at], earlier, place, value);
        }
        block.values[at] = retracted ? Double.NaN : value;
        block.places[at] = Math.toIntExact(place);
        return contradicts;
    }

    /** How many rows contradict an earlier one. */
    long count() {
        return count;
    }

    /** The first of them, with the row that it contradicts. */
    Optional<Contradiction> first() {
        return Optional.ofNullable(first);
    }
}
