package io.undercurrent.training;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Slips;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits the usual scale as a function of the level: tries some powers of the level and takes the one for which the
 * scaled scales vary least.
 */
final class ScalePriors {

    private static final int MOST_SERIES = 200;

    /** Most stretches of a series, each of which gives a level and a scale. */
    private static final int MOST_STRETCHES = 8;

    /** Days of a stretch: enough to measure a scale without a prior. */
    private static final int STRETCH = 56;

    private static final int FEWEST_VALUES = STRETCH / 2;

    /** In proportion to the level as sales are, to its root as rare counts are, or not at all as temperatures. */
    private static final double[] POWERS = {1, 0.5, 0};

    private ScalePriors() {}

    /** {@code spec} with the fitted priors; unchanged if some target has too few values. */
    static ModelSpec learn(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        List<ScalePrior> priors = new ArrayList<>();
        for (int target = 0; target < spec.columns().targets().size(); target++) {
            double[][] seen = levelsAndScales(histories, target, period);
            if (seen.length == 0) {
                return spec;
            }
            priors.add(fit(seen));
        }
        return spec.withScalePriors(priors);
    }

    /** Logarithms of level and scale of each stretch that has both. */
    private static double[][] levelsAndScales(List<History> histories, int target, TrainingPeriod period) {
        List<double[]> seen = new ArrayList<>();
        int series = Math.min(MOST_SERIES, histories.size());
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            int last = Math.min(history.lastDay(), period.lastOrigin());
            for (int j = 0; j < MOST_STRETCHES && last - STRETCH + 1 >= history.firstDay(); j++) {
                double[] values = values(history, target, last);
                double level = mean(values);
                double scale = mean(Arrays.stream(values)
                        .map(value -> Math.abs(value - level))
                        .toArray());
                if (values.length >= FEWEST_VALUES && level != 0 && scale > 0) {
                    seen.add(new double[] {Math.log(Math.abs(level)), Math.log(scale)});
                }
                last -= STRETCH;
            }
        }
        return seen.toArray(double[][]::new);
    }

    /** The values of the stretch that ends on {@code last}, without absurd ones, which a window leaves out, too. */
    private static double[] values(History history, int target, int last) {
        double[] values = IntStream.rangeClosed(last - STRETCH + 1, last)
                .mapToDouble(day -> history.value(day, target))
                .toArray();
        new Slips().takeOutAbsurd(values, values.length);
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static ScalePrior fit(double[][] seen) {
        ScalePrior best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double power : POWERS) {
            double[] factors = Arrays.stream(seen)
                    .mapToDouble(stretch -> stretch[1] - power * stretch[0])
                    .sorted()
                    .toArray();
            // Use medians: a placeholder such as -9999 would give an extreme scale.
            double usual = factors[factors.length / 2];
            double spread = Arrays.stream(factors)
                    .map(factor -> Math.abs(factor - usual))
                    .sum();
            if (spread < least) {
                least = spread;
                best = new ScalePrior(Math.exp(usual), power);
            }
        }
        return best;
    }
}
