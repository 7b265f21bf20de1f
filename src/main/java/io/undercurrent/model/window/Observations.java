package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;

/**
 * The values of one column on the days that a model looks back, as floats. A float has seven digits, too few for a
 * meter at 120 million that counts single units; such values are stored as differences from a reference near them.
 * {@link Slips} are left out, as if nothing had been read.
 */
public final class Observations {

    private final Slips slips;
    private final double[] read;
    private final float[] values;
    private double reference;

    /**
     *
     * @param days that are looked back on
     * @param spikeDays see {@link Slips#Slips(int)}
     */
    public Observations(int days, int spikeDays) {
        slips = new Slips(spikeDays);
        read = new double[days];
        values = new float[days];
    }

    /** Reads the days of {@code window} up to and including {@code day}, with reference 0 and with the newest slips. */
    public void compute(SlidingWindow window, int day, int column) {
        window.copyColumn(column, day - read.length + 1, read.length, read);
        slips.takeOutAbsurd(read, read.length - Slips.DAYS);
        tellFrom(0);
    }

    /** Removes the newest slips. Returns whether there were any. */
    boolean takeOutSlips(SlidingWindow window, int day) {
        boolean any = slips.takeOut(window, day, read);
        if (any) {
            tellFrom(reference);
        }
        return any;
    }

    /** Makes the value nearest to {@code level} the reference. There must be a value. */
    void tellFromNearest(float level) {
        double nearest = Double.NaN;
        for (double value : read) {
            if (!(Math.abs(value - level) >= Math.abs(nearest - level)) && !Double.isNaN(value)) {
                nearest = value;
            }
        }
        tellFrom(ofTwoFloats(nearest));
    }

    /** Makes {@code newReference} the reference. */
    public void tellFrom(double newReference) {
        reference = newReference;
        for (int i = 0; i < read.length; i++) {
            values[i] = (float) (read[i] - reference);
        }
    }

    /** The sum of two floats nearest to {@code value}; references are stored as two floats. */
    private static double ofTwoFloats(double value) {
        float most = (float) value;
        return (double) most + (float) (value - most);
    }

    /** The reference subtracted from all values; 0 for most columns. */
    public double reference() {
        return reference;
    }

    /** The values minus the reference, the newest last; NaN if missing. */
    public float[] values() {
        return values;
    }
}
