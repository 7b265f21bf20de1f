package io.undercurrent.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a job keeps to for as long as its series live, whichever model forecasts them: what its series are kept as and what the
 * readers of its topics rely on. A user states it, or it is that of the job's first model. A model is fit for it or is refused.
 *
 * @param columns what the readings carry
 * @param quantiles probabilities of the forecasts; empty where state of an earlier release does not tell them, which fits any
 * @param horizon days of a forecast
 * @param window days that a model looks back at most
 * @param lateness days that a reading may be older than the newest of its series
 */
public record SeriesContract(Columns columns, List<Double> quantiles, int horizon, int window, int lateness)
        implements Serializable {

    private static final long serialVersionUID = 1;

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
     * Why a model is not fit for this contract, each difference as {@code horizon 14 instead of 28}; empty if it is. A model may
     * look back on fewer days than the contract keeps.
     *
     * @param read what its readings carry
     * @param shape what its forecasts consist of
     * @param lookBack days that it looks back
     */
    public List<String> differencesOf(Columns read, ForecastShape shape, int lookBack) {
        List<String> differences = new ArrayList<>();
        mismatch(differences, "targets", columns.targets(), read.targets());
        mismatch(differences, "covariates", columns.covariates(), read.covariates());
        if (!quantiles.isEmpty()) {
            mismatch(differences, "quantiles", quantiles, shape.quantiles());
        }
        mismatch(differences, "horizon", horizon, shape.horizon());
        if (lookBack > window) {
            differences.add("window " + lookBack + " instead of at most " + window);
        }
        return differences;
    }

    private static void mismatch(List<String> differences, String name, Object agreed, Object actual) {
        if (!agreed.equals(actual)) {
            differences.add(name + " " + actual + " instead of " + agreed);
        }
    }

    /**
     * All that differs in {@code present}, as {@code horizon was 28 and is 14}; empty if state kept by this contract serves a job
     * with that one.
     */
    public List<String> differencesTo(SeriesContract present) {
        List<String> differences = new ArrayList<>();
        difference(differences, "targets", columns.targets(), present.columns.targets());
        difference(differences, "covariates", columns.covariates(), present.columns.covariates());
        if (!quantiles.isEmpty() && !present.quantiles.isEmpty()) {
            difference(differences, "quantiles", quantiles, present.quantiles);
        }
        difference(differences, "horizon", horizon, present.horizon);
        difference(differences, "window", window, present.window);
        difference(differences, "lateness", lateness, present.lateness);
        return differences;
    }

    private static void difference(List<String> differences, String name, Object agreed, Object present) {
        if (!agreed.equals(present)) {
            differences.add(name + " was " + agreed + " and is " + present);
        }
    }
}
