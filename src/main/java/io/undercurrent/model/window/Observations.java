package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;

/**
 * The values of one column on the days that a model looks back, in the floats that an encoder works with. A float holds seven
 * digits: of a meter that stands at 120 million it would hold no single unit, so that values may be told from a reference near
 * them. {@link Slips} are left out, as if nothing had been read.
 */
public final class Observations {

    private final Slips slips = new Slips();
    private final double[] read;
    private final float[] values;
    private double reference;

    /**
     * @param days that are looked back on
     */
    public Observations(int days) {
        read = new double[days];
        values = new float[days];
    }

    /** Takes in the days of {@code window} up to and including {@code day}, told from 0, with the newest slips. */
    public void compute(SlidingWindow window, int day, int column) {
        window.copyColumn(column, day - read.length + 1, read.length, read);
        slips.takeOutAbsurd(read, read.length - Slips.DAYS);
        tellFrom(0);
    }

    /** Leaves out the newest slips, of which there may be some. Returns whether there were any. */
    boolean takeOutSlips(SlidingWindow window, int day) {
        boolean any = slips.takeOut(window, day, read);
        if (any) {
            tellFrom(reference);
        }
        return any;
    }

    /** Tells all values from the one that is nearest to {@code level}, for which there has to be one. */
    void tellFromNearest(float level) {
        double nearest = Double.NaN;
        for (double value : read) {
            if (!(Math.abs(value - level) >= Math.abs(nearest - level)) && !Double.isNaN(value)) {
                nearest = value;
            }
        }
        tellFrom(ofTwoFloats(nearest));
    }

    private void tellFrom(double newReference) {
        reference = newReference;
        for (int i = 0; i < read.length; i++) {
            values[i] = (float) (read[i] - reference);
        }
    }

    /** The number nearest to {@code value} that is the sum of two floats, as which references are kept. */
    private static double ofTwoFloats(double value) {
        float most = (float) value;
        return (double) most + (float) (value - most);
    }

    /** What the values are told from: 0 for most columns. */
    public double reference() {
        return reference;
    }

    /** The values less the reference, the newest last; NaN where there is none. */
    public float[] values() {
        return values;
    }
}
