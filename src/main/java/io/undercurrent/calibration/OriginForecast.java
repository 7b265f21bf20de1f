package io.undercurrent.calibration;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the model and the baseline forecast from an origin, before any correction.
 *
 * @param origin the last day that the forecasts knew, counted from 1970-01-01
 * @param revision of the forecast from this origin
 * @param restarted whether the series began anew with the origin
 * @param days how many days of the model's window had a value of a target, see {@link io.undercurrent.series.Forecast#days}
 * @param reference by target: what its values, its baseline and their errors are told from, so that floats hold them; 0 for most
 * @param values the model's quantiles less the reference, (target, quantile, lead); all of a target NaN where it has no finite
 *     answer
 * @param baseline less the reference, (target, lead); NaN for a target that the window holds no value of
 * @param scale by target, as {@link Outcome#scale}, of the days up to the origin
 */
public record OriginForecast(
        int origin,
        int revision,
        boolean restarted,
        int days,
        double[] reference,
        float[] values,
        float[] baseline,
        float[] scale) {

    public OriginForecast {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(scale, "scale");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OriginForecast that
                && origin == that.origin
                && revision == that.revision
                && restarted == that.restarted
                && days == that.days
                && Arrays.equals(reference, that.reference)
                && Arrays.equals(values, that.values)
                && Arrays.equals(baseline, that.baseline)
                && Arrays.equals(scale, that.scale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, revision, restarted, Arrays.hashCode(values));
    }
}
