package io.undercurrent.evaluation.metric;

/**
 * The errors of one series with what they are measured by.
 *
 * @param weight of the series in WRMSSE; NaN where none is given
 */
public record SeriesErrors(ErrorTally errors, Scales scales, double weight) {

    /** Mean absolute scaled error; NaN where the series has no scale or no day was met. */
    public double mase() {
        return errors.meanAbsolute() / scales.absolute();
    }

    /** The same in the scale of a day, not of a week. */
    double dailyMase() {
        return errors.meanAbsolute() / scales.daily();
    }

    /** Root mean squared scaled error; NaN where the series has no scale or no day was met. */
    public double rmsse() {
        return Math.sqrt(errors.meanSquared() / scales.squared());
    }
}
