package io.undercurrent.reconciliation;

import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Makes the forecasts of one origin add up. Medians and means are reconciled, each target and day ahead by itself; quantiles move along
 * with their median.
 */
public final class ForecastReconciler {

    private final Way way;
    private final Hierarchy hierarchy;
    private final ForecastShape shape;
    private final Reconciliation reconciliation;

    public ForecastReconciler(Way way, Hierarchy hierarchy, ForecastShape shape) {
        this.way = Objects.requireNonNull(way, "way");
        this.hierarchy = Objects.requireNonNull(hierarchy, "hierarchy");
        this.shape = Objects.requireNonNull(shape, "shape");
        reconciliation = new Reconciliation(hierarchy);
    }

    public Way way() {
        return way;
    }

    public Hierarchy hierarchy() {
        return hierarchy;
    }

    public ForecastShape shape() {
        return shape;
    }

    /**
     * What the forecasts of one origin have to become.
     *
     * @param forecasts in the order of {@link Hierarchy#keys}; null where a series has none: the sums above it are those of the others
     * @param nonNegative by target: positions of series that are never below 0
     * @param apart positions of sums that keep their forecast, and that no other forecast has to agree with
     * @return in the same order; null where there is no forecast, and for those apart
     */
    public Move[] reconcile(SeriesForecast[] forecasts, BitSet[] nonNegative, BitSet apart) {
        Move[] moves = new Move[forecasts.length];
        int days = shape.targets().size() * shape.horizon();
        for (int i = 0; i < moves.length; i++) {
            moves[i] = forecasts[i] == null || apart.get(i) ? null : new Move(new double[days], new double[days]);
        }
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                reconcile(forecasts, nonNegative[target], moves, target, lead);
            }
        }
        return moves;
    }

    private void reconcile(SeriesForecast[] forecasts, BitSet nonNegative, Move[] moves, int target, int lead) {
        int at = target * shape.horizon() + lead;
        double[] medians = new double[moves.length];
        double[] means = new double[moves.length];
        double[] variances = new double[moves.length];
        Arrays.fill(medians, Double.NaN);
        Arrays.fill(means, Double.NaN);
        for (int i = 0; i < moves.length; i++) {
            if (moves[i] != null) {
                SeriesForecast forecast = forecasts[i];
                medians[i] = forecast.medians()[at];
                means[i] = forecast.means()[at];
                double lowest = forecast.quantiles()[shape.index(target, 0, lead)];
                double highest = forecast.quantiles()[
                        shape.index(target, shape.quantiles().size() - 1, lead)];
                variances[i] = Double.isNaN(medians[i]) ? 0 : (highest - lowest) * (highest - lowest);
            }
        }
        double[][] coherent = way == Way.BOTTOM_UP
                ? new double[][] {reconciliation.bottomUp(medians), reconciliation.bottomUp(means)}
                : reconciliation.minimumTrace(variances, nonNegative, medians, means);
        for (int i = 0; i < moves.length; i++) {
            if (moves[i] != null) {
                boolean known = !Double.isNaN(medians[i]);
                moves[i].shift()[at] = known ? coherent[0][i] - medians[i] : 0;
                moves[i].means()[at] = known ? coherent[1][i] : means[i];
            }
        }
    }
}
