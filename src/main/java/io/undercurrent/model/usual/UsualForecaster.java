package io.undercurrent.model.usual;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Tests every habit on the last weeks of a window and forecasts by the best. */
final class UsualForecaster implements Forecaster {

    /** Number of days before the origin from which each habit is tested. */
    private static final int TRIED = 28;

    /** The error, as a share of the level, for a series whose habit was never wrong. */
    private static final double LEAST_ERROR = 1e-3;

    private final ForecastShape shape;
    private final int rows;
    private final double[] spreads;
    private final double[] values = new double[UsualModel.WINDOW];
    private final double[] forecasts;
    /** By lead, for the habit being tested. */
    private final double[] squares;

    private final int[] counts;
    /** By lead: root mean squared error of the best habit. */
    private final double[] errors;

    UsualForecaster(UsualModel model, int rows) {
        this.rows = rows;
        shape = model.shape();
        NormalDistribution normal = new NormalDistribution();
        spreads = shape.quantiles().stream()
                .mapToDouble(normal::inverseCumulativeProbability)
                .toArray();
        forecasts = new double[shape.horizon()];
        squares = new double[shape.horizon()];
        counts = new int[shape.horizon()];
        errors = new double[shape.horizon()];
    }

    @Override
    public String backend() {
        return "none";
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int window() {
        return UsualModel.WINDOW;
    }

    @Override
    public int horizon() {
        return shape.horizon();
    }

    @Override
    public int inputSize() {
        return 0;
    }

    /** Features of an origin: the error of each target and lead, and whether the target may be negative. */
    @Override
    public EncodedOrigins origins(int count) {
        int targets = shape.targets().size();
        return new EncodedOrigins(targets, shape.horizon(), targets * (shape.horizon() + 1), count);
    }

    @Override
    public void encodeDay(SlidingWindow window, int day, float[] inputs, int offset) {
        // No state is carried.
    }

    @Override
    public void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row) {
        int from = origin - UsualModel.WINDOW + 1;
        for (int target = 0; target < shape.targets().size(); target++) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < values.length; i++) {
                values[i] = window.value(from + i, target);
                least = values[i] < least ? values[i] : least;
            }
            best().forecast(values, values.length - 1, forecasts);
            // Floats have too few digits for a meter at 120 million that counts single units.
            double near = errors[0] < LEAST_ERROR * Math.abs(forecasts[0]) ? forecasts[0] : 0;
            origins.setTarget(row, target, (float) errors[0], near, window.age(target, from, origin));
            double reference = origins.reference(row, target);
            int at = origins.featuresOffset(row) + target * (shape.horizon() + 1);
            for (int lead = 1; lead <= shape.horizon(); lead++) {
                origins.setBaseline(row, target, lead, (float) (forecasts[lead - 1] - reference));
                origins.values()[at + lead - 1] = (float) errors[lead - 1];
            }
            origins.values()[at + shape.horizon()] = least >= 0 ? (float) (0 - reference) : -Float.MAX_VALUE;
        }
    }

    /** The habit with the least absolute error. If none could be tested, the first with a forecast for each day. */
    private Habit best() {
        Habit best = Habit.LAST_VALUE;
        double least = Double.POSITIVE_INFINITY;
        setErrors(0, 0);
        for (Habit habit : Habit.values()) {
            Arrays.fill(squares, 0);
            Arrays.fill(counts, 0);
            double sum = 0;
            int count = 0;
            for (int origin = values.length - 1 - TRIED; origin < values.length - 1; origin++) {
                habit.forecast(values, origin, forecasts);
                for (int lead = 1; lead <= forecasts.length && origin + lead < values.length; lead++) {
                    double error = values[origin + lead] - forecasts[lead - 1];
                    if (!Double.isNaN(error)) {
                        sum += Math.abs(error);
                        squares[lead - 1] += error * error;
                        counts[lead - 1]++;
                        count++;
                    }
                }
            }
            if (count > 0 && sum / count < least && isComplete(habit)) {
                least = sum / count;
                best = habit;
                takeErrors();
            }
        }
        return best;
    }

    /** Whether a habit has a forecast for each day ahead. */
    private boolean isComplete(Habit habit) {
        habit.forecast(values, values.length - 1, forecasts);
        return Arrays.stream(forecasts).noneMatch(Double::isNaN);
    }

    /** Computes errors over groups of leads, because a single lead has too few. */
    private void takeErrors() {
        double sum = 0;
        int count = 0;
        for (int lead = 0; lead < errors.length; lead++) {
            sum += squares[lead];
            count += counts[lead];
            setErrors(lead, count == 0 ? 0 : Math.sqrt(sum / count));
        }
    }

    /** Sets the error of this lead and all later ones. */
    private void setErrors(int lead, double error) {
        double level = 0;
        for (double value : values) {
            level = Math.abs(value) > level ? Math.abs(value) : level;
        }
        Arrays.fill(errors, lead, errors.length, error > 0 ? error : level == 0 ? 1 : LEAST_ERROR * level);
    }

    @Override
    public void step(int count, float[] inputs, float[] states) {
        // No state is carried.
    }

    @Override
    public void forecast(int count, float[] states, EncodedOrigins origins, int first, float[] results) {
        int horizon = shape.horizon();
        for (int row = 0; row < count; row++) {
            for (int target = 0; target < shape.targets().size(); target++) {
                int at = origins.featuresOffset(first + row) + target * (horizon + 1);
                float floor = origins.values()[at + horizon];
                for (int quantile = 0; quantile < spreads.length; quantile++) {
                    int to = row * shape.size() + shape.index(target, quantile, 0);
                    for (int lead = 0; lead < horizon; lead++) {
                        float middle = origins.baseline(first + row, target, lead + 1);
                        double value = middle + spreads[quantile] * origins.values()[at + lead];
                        // A series that was never negative is not forecast to be.
                        results[to + lead] = (float) Math.max(value, floor);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        // Holds no native memory.
    }
}
