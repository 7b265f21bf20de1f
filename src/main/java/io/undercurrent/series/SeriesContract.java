package io.undercurrent.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a job keeps to for as long as its series live, whichever model forecasts them: what its series are kept as and what the
 * readers of its topics rely on. A model is fit for it or is refused.
 *
 * @param columns what the readings carry
 * @param quantiles probabilities of the forecasts; empty where state of an earlier release does not tell them, which fits any
 * @param horizon days of a forecast
 * @param window days that a model looks back at most
 * @param lateness days that a reading may be older than the newest of its series
 */
public record SeriesContract(Columns columns, List<Double> quantiles, int horizon, int window, int lateness) {

    public SeriesContract {
        Objects.requireNonNull(columns, "columns");
        quantiles = List.copyOf(quantiles);
        if (!quantiles.isEmpty()) {
            new ForecastShape(columns.targets(), quantiles, horizon);
        }
        requireAtLeast("window", 1, window);
        requireAtLeast("lateness", 0, lateness);
    }

    private static void requireAtLeast(String name, int least, int days) {
        if (days < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", but got " + days);
        }
    }

    /**
     * All that keeps what was made for another contract from serving this one, as {@code horizon was 28 and is 14}; empty if it
     * serves. To look back on fewer days than this contract keeps is no difference.
     *
     * @param present the other contract
     */
    public List<String> differencesTo(SeriesContract present) {
        List<String> differences = new ArrayList<>();
        difference(differences, "targets", columns.targets(), present.columns.targets());
        difference(differences, "covariates", columns.covariates(), present.columns.covariates());
        if (!quantiles.isEmpty() && !present.quantiles.isEmpty()) {
            difference(differences, "quantiles", quantiles, present.quantiles);
        }
        difference(differences, "horizon", horizon, present.horizon);
        if (present.window > window) {
            difference(differences, "window", window, present.window);
        }
        difference(differences, "lateness", lateness, present.lateness);
        return differences;
    }

    private static void difference(List<String> differences, String name, Object agreed, Object present) {
        if (!agreed.equals(present)) {
            differences.add(name + " was " + agreed + " and is " + present);
        }
    }
}
