package io.undercurrent.calibration;

import io.undercurrent.series.Resolution;
import java.util.Arrays;

/** Reads what is held of a forecast for one target, a lead at a time; 0 is the day after the origin. Not thread-safe. */
final class HeldForecast {

    private static final double FARTHEST_REFERENCE = 1e36;

    private final ForecastRows rows;

    private short[] forecasts;
    /** Where the row of the first lead begins. */
    private int first;

    private int target;
    private float scale;
    private int exponentOfModel;
    private long baseOfModel;
    private int exponentOfBaseline;
    private long baseOfBaseline;
    private double reference;

    HeldForecast(ForecastRows rows) {
        this.rows = rows;
    }

    /** Turns to a target of the forecast at a position of a history. */
    void select(ForecastHistory history, int position, int ofTarget) {
        forecasts = history.forecasts();
        int begin = history.forecastAt(position);
        target = ofTarget;
        first = begin + rows.head() + rows.column(target, ForecastRows.MODEL, 0);
        scale = rows.scale(forecasts, begin, target);
        exponentOfModel = rows.exponent(forecasts, begin, target, ForecastRows.MODEL);
        baseOfModel = rows.base(forecasts, begin, target, ForecastRows.MODEL);
        exponentOfBaseline = rows.exponent(forecasts, begin, target, ForecastRows.BASELINE);
        baseOfBaseline = rows.base(forecasts, begin, target, ForecastRows.BASELINE);
        reference = findReference();
    }

    private double findReference() {
        boolean byBaseline = exponentOfBaseline != ForecastRows.ABSENT;
        int exponent = byBaseline ? exponentOfBaseline : exponentOfModel;
        long base = byBaseline ? baseOfBaseline : baseOfModel;
        double least = exponent == ForecastRows.ABSENT ? 0 : Resolution.value(base, exponent);
        return Math.abs(least) > FARTHEST_REFERENCE ? 0 : least;
    }

    int target() {
        return target;
    }

    /** The scale of the target up to the origin. */
    float scale() {
        return scale;
    }

    /**
     * What values of the target are told from, so that their differences are precise enough as floats: the least number of the
     * baseline, or of the model where there is no baseline; 0 where there is neither, or their differences might be no floats.
     */
    double reference() {
        return reference;
    }

    /**
     * Reads the numbers of a lead, minus the reference.
     *
     * @param values receives the model's quantiles, then the baseline; NaN where there is none
     */
    void read(int lead, float[] values) {
        int quantiles = rows.quantiles();
        int at = first + lead * rows.width();
        if (exponentOfModel == ForecastRows.ABSENT) {
            Arrays.fill(values, 0, quantiles, Float.NaN);
        } else {
            for (int i = 0; i < quantiles; i++) {
                int steps = forecasts[at + i] & ForecastRows.MASK;
                values[i] = steps == ForecastRows.NO_NUMBER
                        ? Float.NaN
                        : (float) (Resolution.value(baseOfModel + steps, exponentOfModel) - reference);
            }
        }
        values[quantiles] = (float) (baseline(lead) - reference);
    }

    /** The baseline at a lead; NaN if it has no value. */
    double baseline(int lead) {
        int steps = forecasts[first + lead * rows.width() + rows.quantiles()] & ForecastRows.MASK;
        return exponentOfBaseline == ForecastRows.ABSENT || steps == ForecastRows.NO_NUMBER
                ? Double.NaN
                : Resolution.value(baseOfBaseline + steps, exponentOfBaseline);
    }

    /** The value to issue for one that is made from the model's quantiles, or from the baseline. */
    double issue(boolean byModel, double value) {
        int exponent = byModel ? exponentOfModel : exponentOfBaseline;
        return exponent == ForecastRows.ABSENT ? Double.NaN : Resolution.round(value, exponent);
    }
}
