package io.undercurrent.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What stays fixed while the series of a job live, whichever model forecasts them: how series are stored, and what
 * readers of the topics rely on. The user states it, or it comes from the job's first model. A model that does not fit
 * the contract is refused.
 *
 * @param columns what the readings carry
 * @param quantiles probabilities of the forecasts; empty in state of earlier releases, which did not store them, and
 *     then any quantiles fit
 * @param horizon days of a forecast
 * @param window days that a model looks back at most
 * @param lateness days that a reading may be older than the newest day of its series, at most the window
 * @param warmUp days that are kept beyond these, so that a model to come has whole windows for the days that its state is warmed up
 *     over; at least {@link #USUAL_WARM_UP}, which stands in state of earlier releases too, as these did not store it
 */
public record SeriesContract(Columns columns, List<Double> quantiles, int horizon, int window, int lateness, int warmUp)
        implements Serializable {

    /** Days for {@link #warmUp} if nothing is said. */
    public static final int USUAL_WARM_UP = 7;

    private static final long serialVersionUID = 1;

    public SeriesContract {
        Objects.requireNonNull(columns, "columns");
        quantiles = List.copyOf(quantiles);
        if (!quantiles.isEmpty()) {
            new ForecastShape(columns.targets(), quantiles, horizon);
        }
        requireAtLeast("window", 1, window);
        requireAtLeast("lateness", 0, lateness);
        requireAtLeast("warm-up", USUAL_WARM_UP, warmUp);
    }

    /** With the usual warm-up. */
    public SeriesContract(Columns columns, List<Double> quantiles, int horizon, int window, int lateness) {
        this(columns, quantiles, horizon, window, lateness, USUAL_WARM_UP);
    }

    /** This contract with another warm-up. */
    public SeriesContract withWarmUp(int days) {
        return new SeriesContract(columns, quantiles, horizon, window, lateness, days);
    }

    private static void requireAtLeast(String name, int least, int days) {
        if (days < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", but got " + days);
        }
    }

    /**
     * Why a model does not fit this contract, each difference in the form {@code horizon 14 instead of 28}; empty if it
     * fits. A model may look back on fewer days than the contract keeps.
     *
     * @param read columns of its readings
     * @param shape shape of its forecasts
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
     * What differs in {@code present}, each in the form {@code horizon was 28 and is 14}; empty if state stored under
     * this contract can serve a job with {@code present}. A longer window can be filled as days come.
     */
    public List<String> differencesTo(SeriesContract present) {
        List<String> differences = new ArrayList<>();
        difference(differences, "targets", columns.targets(), present.columns.targets());
        difference(differences, "covariates", columns.covariates(), present.columns.covariates());
        if (!quantiles.isEmpty() && !present.quantiles.isEmpty()) {
            difference(differences, "quantiles", quantiles, present.quantiles);
        }
        difference(differences, "horizon", horizon, present.horizon);
        difference(differences, "window", window, Math.min(window, present.window));
        difference(differences, "lateness", lateness, present.lateness);
        // A wider window makes up for days of the warm-up.
        int least = warmUp - Math.max(0, present.window - window);
        if (present.warmUp < least) {
            differences.add("warm-up was " + warmUp + " and is " + present.warmUp + ", fewer than " + least);
        }
        return differences;
    }

    private static void difference(List<String> differences, String name, Object agreed, Object present) {
        if (!agreed.equals(present)) {
            differences.add(name + " was " + agreed + " and is " + present);
        }
    }
}
