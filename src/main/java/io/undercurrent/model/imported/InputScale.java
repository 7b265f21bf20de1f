package io.undercurrent.model.imported;

import io.undercurrent.model.imported.ImportedSpec.Scaling;
import io.undercurrent.series.SlidingWindow;

/** Mean and deviation by which a column is scaled: (x − mean) / deviation. */
record InputScale(double mean, double deviation) {

    private static final InputScale NONE = new InputScale(0, 1);

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

    /** Mean and deviation of the values present; the deviation is 1 if the column does not vary. */
    private static InputScale ofWindow(SlidingWindow window, int column, int from, int to) {
        int count = 0;
        double sum = 0;
        for (int day = from; day <= to; day++) {
            double value = window.value(day, column);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return NONE;
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
