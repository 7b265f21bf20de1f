package io.undercurrent.job.sums;

import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.ForecastShape;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Options of a job that makes forecasts add up.
 *
 * @param way how
 * @param hierarchy which series add up
 * @param targets of the forecasts
 * @param quantiles of the forecasts
 * @param horizon of the forecasts, in days
 * @param forecasts the topic of forecasts
 * @param scores the topic of scores, null where intervals keep their widths
 * @param lateness days that a forecast may be older than the newest of its part of the hierarchy
 * @param patience how long to wait for the forecasts of all series, by the machine's clock
 */
public record SumsOptions(
        Way way,
        Hierarchy hierarchy,
        List<String> targets,
        List<Double> quantiles,
        int horizon,
        String forecasts,
        String scores,
        int lateness,
        Duration patience)
        implements Serializable {

    private static final long serialVersionUID = 1;

    public SumsOptions {
        Objects.requireNonNull(way, "way");
        Objects.requireNonNull(hierarchy, "hierarchy");
        Objects.requireNonNull(forecasts, "forecasts");
        targets = List.copyOf(targets);
        quantiles = List.copyOf(quantiles);
        if (lateness < 0) {
            throw new IllegalArgumentException("lateness: expected at least 0 days, but got " + lateness);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("wait: expected at least 0 ms, but got " + patience.toMillis() + " ms");
        }
        if (!quantiles.contains(0.5)) {
            throw new IllegalArgumentException(
                    "quantiles: expected 0.5 among those of the forecasts, but got " + quantiles);
        }
    }

    /** Of forecasts of one shape. */
    public SumsOptions(
            Way way,
            Hierarchy hierarchy,
            ForecastShape shape,
            String forecasts,
            Optional<String> scores,
            int lateness,
            Duration patience) {
        this(
                way,
                hierarchy,
                shape.targets(),
                shape.quantiles(),
                shape.horizon(),
                forecasts,
                scores.orElse(null),
                lateness,
                patience);
    }

    /** The shape of all forecasts. */
    public ForecastShape shape() {
        return new ForecastShape(targets, quantiles, horizon);
    }

    boolean isScored() {
        return scores != null;
    }

    ForecastReconciler reconciler(Hierarchy part) {
        return new ForecastReconciler(way, part, shape());
    }
}
