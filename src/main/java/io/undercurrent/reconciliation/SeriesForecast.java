package io.undercurrent.reconciliation;

import io.undercurrent.series.ForecastShape;
import java.util.Arrays;

/**
 * The numbers of a forecast of one series.
 *
 * @param medians in the order (target, lead); not copied, like all arrays here
 * @param means in the same order
 * @param quantiles in the order of {@link ForecastShape#index}
 */
public record SeriesForecast(double[] medians, double[] means, double[] quantiles) {

    /** A forecast whose medians are among its quantiles. */
    public static SeriesForecast of(ForecastShape shape, double[] quantiles, double[] means) {
        int horizon = shape.horizon();
        double[] medians = new double[shape.targets().size() * horizon];
        for (int target = 0; target < shape.targets().size(); target++) {
            System.arraycopy(quantiles, shape.index(target, shape.median(), 0), medians, target * horizon, horizon);
        }
        return new SeriesForecast(medians, means, quantiles);
    }

    /** What reconciliation makes of it, before its intervals are calibrated: quantiles move along with their median. */
    SeriesForecast moved(ForecastShape shape, Move move) {
        double[] movedMedians = medians.clone();
        double[] movedQuantiles = quantiles.clone();
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                double by = move.shift()[target * shape.horizon() + lead];
                movedMedians[target * shape.horizon() + lead] += by;
                for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
                    movedQuantiles[shape.index(target, quantile, lead)] += by;
                }
            }
        }
        return new SeriesForecast(movedMedians, move.means(), movedQuantiles);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesForecast that
                && Arrays.equals(medians, that.medians)
                && Arrays.equals(means, that.means)
                && Arrays.equals(quantiles, that.quantiles);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(quantiles);
    }

    @Override
    public String toString() {
        return "SeriesForecast[" + Arrays.toString(quantiles) + "]";
    }
}
