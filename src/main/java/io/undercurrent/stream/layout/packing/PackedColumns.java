package io.undercurrent.stream.layout.packing;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Compresses columns of doubles without loss. Measured values have few digits: 318 and 12.4 are 3180 and 124 tenths,
 * and as differences from the least of their column they take about ten bits each (after ALP: Afroozeh, Kuffó, Boncz
 * 2023). Other columns are written as floats if that loses nothing, otherwise as doubles.
 *
 * <p>Of each column: the number of decimals or how else the numbers stand; where they have decimals, the least number, the bits of
 * a distance, and all distances plus one, 0 for NaN, the lowest bit first.
 */
public final class PackedColumns {

    private static final int MOST_PLACES = 15;
    private static final int FLOATS = 254;
    private static final int DOUBLES = 255;

    /** Numbers below this size are whole in all doubles of it, and their distances have room for one more. */
    private static final double MOST = 1L << 52;

    private static final double[] POWERS = new double[MOST_PLACES + 1];

    static {
        for (int places = 0; places < POWERS.length; places++) {
            POWERS[places] = Double.parseDouble("1e" + places);
        }
    }

    private PackedColumns() {}

    /**
     * @param values row-major, (rows, columns)
     */
    public static void write(double[] values, int columns, DataOutputView out) throws IOException {
        for (int column = 0; column < columns; column++) {
            int places = places(values, column, columns);
            if (places <= MOST_PLACES) {
                out.writeByte(places);
                writeDistances(values, column, columns, POWERS[places], out);
            } else if (areFloats(values, column, columns)) {
                out.writeByte(FLOATS);
                for (int i = column; i < values.length; i += columns) {
                    out.writeFloat((float) values[i]);
                }
            } else {
                out.writeByte(DOUBLES);
                for (int i = column; i < values.length; i += columns) {
                    out.writeDouble(values[i]);
                }
            }
        }
    }

    /** Decimals that all numbers of a column have at most; more than {@link #MOST_PLACES} where one has no end of them. */
    private static int places(double[] values, int column, int columns) {
        int places = 0;
        for (int i = column; i < values.length && places <= MOST_PLACES; i += columns) {
            while (places <= MOST_PLACES && !isDecimal(values[i], POWERS[places])) {
                places++;
                // What came before has to be whole in the new unit as well, which rounding may prevent.
                i = column;
            }
        }
        return places;
    }

    private static boolean isDecimal(double value, double power) {
        double whole = Math.rint(value * power);
        return Double.isNaN(value) || Math.abs(whole) < MOST && Double.compare((long) whole / power, value) == 0;
    }

    private static boolean areFloats(double[] values, int column, int columns) {
        for (int i = column; i < values.length; i += columns) {
            if (Double.compare((float) values[i], values[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void writeDistances(double[] values, int column, int columns, double power, DataOutputView out)
            throws IOException {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = column; i < values.length; i += columns) {
            if (!Double.isNaN(values[i])) {
                long whole = (long) Math.rint(values[i] * power);
                least = Math.min(least, whole);
                greatest = Math.max(greatest, whole);
            }
        }
        boolean any = least <= greatest;
        int width = any ? Long.SIZE - Long.numberOfLeadingZeros(greatest - least + 1) : 0;
        out.writeLong(any ? least : 0);
        out.writeByte(width);
        long pending = 0;
        int pendingBits = 0;
        for (int i = column; i < values.length && any; i += columns) {
            long distance = Double.isNaN(values[i]) ? 0 : (long) Math.rint(values[i] * power) - least + 1;
            pending |= distance << pendingBits;
            pendingBits += width;
            for (; pendingBits >= Byte.SIZE; pendingBits -= Byte.SIZE) {
                out.writeByte((int) pending);
                pending >>>= Byte.SIZE;
            }
        }
        if (pendingBits > 0) {
            out.writeByte((int) pending);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static double[] read(int rows, int columns, DataInputView in) throws IOException {
        double[] values = new double[rows * columns];
        for (int column = 0; column < columns; column++) {
            int places = in.readUnsignedByte();
            if (places <= MOST_PLACES) {
                readDistances(values, column, columns, POWERS[places], in);
            } else {
                for (int i = column; i < values.length; i += columns) {
                    values[i] = places == FLOATS ? in.readFloat() : in.readDouble();
                }
            }
        }
        return values;
    }

    private static void readDistances(double[] values, int column, int columns, double power, DataInputView in)
            throws IOException {
        long least = in.readLong();
        int width = in.readUnsignedByte();
        long mask = (1L << width) - 1;
        long pending = 0;
        int pendingBits = 0;
        for (int i = column; i < values.length; i += columns) {
            for (; pendingBits < width; pendingBits += Byte.SIZE) {
                pending |= (long) in.readUnsignedByte() << pendingBits;
            }
            long distance = pending & mask;
            values[i] = distance == 0 ? Double.NaN : (least + distance - 1) / power;
            pending >>>= width;
            pendingBits -= width;
        }
    }
}
