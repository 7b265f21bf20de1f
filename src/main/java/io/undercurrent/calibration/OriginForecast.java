package io.undercurrent.calibration;

import io.undercurrent.series.Decimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * What the model and the baseline forecast from an origin, before any correction.
 *
 * @param origin the last day that the forecasts used, in days since 1970-01-01
 * @param revision of the forecast from this origin
 * @param restarted whether the series was started again at the origin
 * @param days number of days in the model's window with a value of a target, see {@link
 *     io.undercurrent.series.Forecast#days}
 * @param reference by target: number subtracted from values and baseline, so that floats are precise enough; 0 for most
 *     targets
 * @param values the model's quantiles minus the reference, (target, quantile, lead); all NaN for a target whose output
 *     is not finite
 * @param baseline minus the reference, (target, lead); NaN for a target without a value in the window
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

    /**
     * Puts the model's quantiles of a target at a lead among others, and returns their mean.
     *
     * @param weights of the quantiles in a mean
     * @param into receives them, (target, quantile, lead)
     */
    double exactly(int target, int lead, float[] weights, double[] into) {
        int horizon = baseline.length / reference.length;
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int at = (target * weights.length + i) * horizon + lead;
            into[at] = Decimal.of(reference[target], values[at]);
            sum += weights[i] * values[at];
        }
        return Decimal.of(reference[target], sum);
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
