package io.undercurrent.series.history;

import io.undercurrent.series.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The days of one series, stored in blocks: gaps between days far apart cost no memory. */
final class SparseDays {

    /** Most days between the first and the last, about 270 years: limits the memory used when dates are wrong. */
    private static final int MOST_DAYS = 100_000;

    private final int columns;
    /** Keyed by block number, counted from 1970-01-01. */
    private final NavigableMap<Integer, Block> blocks = new TreeMap<>();

    private static final class Block {

        private static final int DAYS = Long.SIZE;

        /** (DAYS, columns). */
        private final double[] values;
        /** One bit a day: whether there was a reading. */
        private long read;

        Block(int columns) {
            values = new double[DAYS * columns];
            Arrays.fill(values, Double.NaN);
        }

        static int number(int day) {
            return Math.floorDiv(day, DAYS);
        }

        static int place(int day) {
            return Math.floorMod(day, DAYS);
        }
    }

    SparseDays(int columns) {
        this.columns = columns;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Stores the values that are not NaN, and clears those that are {@link Reading#RETRACTED}. */
    void add(int day, double[] row) {
        Block block = blocks.computeIfAbsent(Block.number(day), number -> new Block(columns));
        int at = Block.place(day);
        block.read |= 1L << at;
        for (int column = 0; column < columns; column++) {
            if (!Double.isNaN(row[column])) {
                block.values[at * columns + column] = row[column] == Reading.RETRACTED ? Double.NaN : row[column];
            }
        }
    }

    /** Whether there was a reading on a day. */
    boolean has(int day) {
        Block block = blocks.get(Block.number(day));
        return block != null && (block.read >>> Block.place(day) & 1) == 1;
    }

    /** Removes a day on which there was a reading, and returns its values. */
    double[] remove(int day) {
        Block block = blocks.get(Block.number(day));
        int at = Block.place(day);
        double[] row = Arrays.copyOfRange(block.values, at * columns, (at + 1) * columns);
        Arrays.fill(block.values, at * columns, (at + 1) * columns, Double.NaN);
        block.read &= ~(1L << at);
        if (block.read == 0) {
            blocks.remove(Block.number(day));
        }
        return row;
    }

    /** The days on which one of the first {@code targets} columns has a value, ascending. */
    List<Integer> withTarget(int targets) {
        return blocks.entrySet().stream()
                .flatMap(entry -> IntStream.range(0, Block.DAYS)
                        .filter(at -> hasTarget(entry.getValue(), at, targets))
                        .mapToObj(at -> entry.getKey() * Block.DAYS + at))
                .toList();
    }

    private boolean hasTarget(Block block, int at, int targets) {
        return IntStream.range(0, targets).anyMatch(target -> !Double.isNaN(block.values[at * columns + target]));
    }

    /** All days from the first to the last that was read. */
    History history(String key) {
        int first = blocks.firstKey() * Block.DAYS
                + Long.numberOfTrailingZeros(blocks.firstEntry().getValue().read);
        int last = blocks.lastKey() * Block.DAYS
                + (Block.DAYS - 1)
                - Long.numberOfLeadingZeros(blocks.lastEntry().getValue().read);
        long days = (long) last - first + 1;
        if (days > MOST_DAYS) {
            throw new IllegalArgumentException("date of series '" + key + "': expected all days within " + MOST_DAYS
                    + " of each other, but they span " + days);
        }
        double[] values = new double[(int) days * columns];
        Arrays.fill(values, Double.NaN);
        blocks.forEach((number, block) -> {
            int from = Math.max(first, number * Block.DAYS);
            int to = Math.min(last, number * Block.DAYS + Block.DAYS - 1);
            System.arraycopy(
                    block.values,
                    Block.place(from) * columns,
                    values,
                    (from - first) * columns,
                    (to - from + 1) * columns);
        });
        return new History(key, first, columns, values);
    }
}
