package io.undercurrent.reconciliation;

import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.Objects;

/**
 * How wide the intervals of one series have to be once its forecasts add up. Each quantile keeps its distance from the median, times a
 * factor that earlier forecasts teach: by how much more or less the reconciled intervals would have had to be widened than those before,
 * which are calibrated, so that as many days lie beyond a quantile as should.
 */
public final class SeriesWidths {

    /** What a series was. */
    public interface Actual {

        /** The value of a target on a day counted from 1970-01-01; NaN if it is not known. */
        double value(int day, int target);
    }

    private final ForecastShape shape;

    /** In the order (target, quantile); null for medians. */
    private final ConformalWidths[] before;

    private final ConformalWidths[] moved;

    /** Of a series that nothing is known of. */
    public SeriesWidths(ForecastShape shape) {
        this.shape = Objects.requireNonNull(shape, "shape");
        before = none();
        moved = none();
    }

    private SeriesWidths(SeriesWidths other) {
        shape = other.shape;
        before = copies(other.before);
        moved = copies(other.moved);
    }

    private ConformalWidths[] none() {
        int quantiles = shape.quantiles().size();
        ConformalWidths[] none = new ConformalWidths[shape.targets().size() * quantiles];
        Arrays.setAll(none, i -> {
            double probability = shape.quantiles().get(i % quantiles);
            return i % quantiles == shape.median() ? null : new ConformalWidths(Math.min(probability, 1 - probability));
        });
        return none;
    }

    private static ConformalWidths[] copies(ConformalWidths[] widths) {
        return Arrays.stream(widths)
                .map(width -> width == null ? null : width.copy())
                .toArray(ConformalWidths[]::new);
    }

    /** One that learns independently of this. */
    public SeriesWidths copy() {
        return new SeriesWidths(this);
    }

    /**
     * Learns from the days of a forecast that have come.
     *
     * @param forecast before it was reconciled
     * @param move of its reconciliation
     * @param origin of the forecast
     * @param after the day until which all was learnt
     * @param until the last day that is known
     */
    public void learn(SeriesForecast forecast, Move move, int origin, int after, int until, Actual actual) {
        int last = Math.min(until, origin + shape.horizon());
        for (int day = Math.max(after, origin) + 1; day <= last; day++) {
            int lead = day - origin - 1;
            for (int target = 0; target < shape.targets().size(); target++) {
                double value = actual.value(day, target);
                int at = target * shape.horizon() + lead;
                if (!Double.isNaN(value) && !Double.isNaN(forecast.medians()[at])) {
                    learn(before, forecast, target, lead, 0, value);
                    learn(moved, forecast, target, lead, move.shift()[at], value);
                }
            }
        }
    }

    private void learn(
            ConformalWidths[] widths, SeriesForecast forecast, int target, int lead, double shift, double value) {
        double median = forecast.medians()[target * shape.horizon() + lead] + shift;
        for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
            ConformalWidths of = widths[index(target, quantile)];
            if (of != null) {
                double width = forecast.quantiles()[shape.index(target, quantile, lead)] + shift - median;
                of.observe(Math.signum(width) * (value - median), Math.abs(width));
            }
        }
    }

    private int index(int target, int quantile) {
        return target * shape.quantiles().size() + quantile;
    }

    /**
     * The reconciled forecast with intervals as wide as was learnt.
     *
     * @param nonNegative by target: whether the series is never below 0
     */
    public SeriesForecast applied(SeriesForecast forecast, Move move, boolean[] nonNegative) {
        SeriesForecast reconciled = forecast.moved(shape, move);
        double[] quantiles = reconciled.quantiles();
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
                double factor = factor(index(target, quantile));
                for (int lead = 0; lead < shape.horizon(); lead++) {
                    int at = shape.index(target, quantile, lead);
                    double median = reconciled.medians()[target * shape.horizon() + lead];
                    double value = median + factor * (quantiles[at] - median);
                    quantiles[at] = nonNegative[target] ? Math.max(0, value) : value;
                }
            }
            sort(quantiles, target);
        }
        return reconciled;
    }

    /** The factors of neighbouring quantiles may differ so much that the quantiles cross. The median keeps its place. */
    private void sort(double[] quantiles, int target) {
        double[] ofDay = new double[shape.quantiles().size()];
        for (int lead = 0; lead < shape.horizon(); lead++) {
            for (int quantile = 0; quantile < ofDay.length; quantile++) {
                ofDay[quantile] = quantiles[shape.index(target, quantile, lead)];
            }
            Arrays.sort(ofDay);
            for (int quantile = 0; quantile < ofDay.length; quantile++) {
                quantiles[shape.index(target, quantile, lead)] = ofDay[quantile];
            }
        }
    }

    private double factor(int index) {
        if (moved[index] == null || before[index].factor() == 0) {
            return 1;
        }
        return moved[index].factor() / before[index].factor();
    }

    /**
     * What was learnt, as so many arrays: for each target and each quantile but the median the latest ratios of the forecasts before
     * reconciliation, then those of the forecasts after it, the oldest first.
     */
    public double[][] latest() {
        double[][] latest =
                new double[2 * shape.targets().size() * (shape.quantiles().size() - 1)][];
        int next = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                latest[next++] = before[i].latest();
                latest[next++] = moved[i].latest();
            }
        }
        return latest;
    }

    /**
     * One that knows what {@link #latest} gave.
     *
     * @throws IllegalArgumentException if these are not as many arrays as there
     */
    public static SeriesWidths restore(ForecastShape shape, double[][] latest) {
        SeriesWidths widths = new SeriesWidths(shape);
        int expected = 2 * shape.targets().size() * (shape.quantiles().size() - 1);
        if (latest.length != expected) {
            throw new IllegalArgumentException(
                    "latest ratios: expected " + expected + " arrays for " + shape + ", but got " + latest.length);
        }
        int next = 0;
        for (int i = 0; i < widths.before.length; i++) {
            if (widths.before[i] != null) {
                widths.before[i].take(latest[next++]);
                widths.moved[i].take(latest[next++]);
            }
        }
        return widths;
    }
}
