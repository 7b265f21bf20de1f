package io.undercurrent.model.imported;

import io.undercurrent.model.imported.ImportedSpec.Scaling;
import io.undercurrent.series.SlidingWindow;

/** Mean and deviation by which a column is scaled: (x − mean) / deviation. */
record InputScale(double mean, double deviation) {

    private static final InputScale NONE = new InputScale(0, 1);

    /** A float has seven digits: below this share of the mean a deviation has fewer than four of them. */
    private static final double LEAST_RELATIVE_DEVIATION = 1e-3;

    /**
     * The scale of an input, by its position among the inputs. With scaling by window, that of the window that ends
     * with {@code day}.
     */
    static InputScale of(ImportedSpec spec, int input, int column, SlidingWindow window, int day) {
        if (spec.scaling() == Scaling.FIXED) {
            return new InputScale(spec.means().get(input), spec.deviations().get(input));
        }
        return spec.scaling() == Scaling.WINDOW ? ofWindow(window, column, day - spec.window() + 1, day) : NONE;
    }

    /**
     * What is subtracted from the values of a target whose network gives departures from this mean, so that floats hold them: the mean if
     * values lie close to it, otherwise 0.
     */
    double reference() {
        return deviation < LEAST_RELATIVE_DEVIATION * Math.abs(mean) ? mean : 0;
    }

    /** Mean and deviation of the values present; the deviation is 1 if the column does not vary. */
    private static InputScale ofWindow(SlidingWindow window, int column, int from, int to) {
        int count = 0;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int day = from; day <= to; day++) {
            double value = window.value(day, column);
            if (!Double.isNaN(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return NONE;
        } else if (least == greatest) {
            // The sum of equal numbers is rounded: by their mean they would seem to vary.
            return new InputScale(least, 1);
        }
        double mean = sum / count;
        double squares = 0;
        for (int day = from; day <= to; day++) {
            double value = window.value(day, column);
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return squares == 0 ? new InputScale(mean, 1) : new InputScale(mean, Math.sqrt(squares / count));
    }
}
