package io.undercurrent.evaluation.baseline;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) in the form that Hyndman and Billah (2003) showed it to have: simple
 * exponential smoothing, whose parameter minimises the squared one-step errors, with half the slope of the linear trend as
 * drift, on values without their weekly pattern. Pattern, slope and parameter come from the training part; the level rolls
 * on.
 */
final class Theta implements SeriesMethod {

    private static final double LEAST_ALPHA = 1e-4;
    private static final double TOLERANCE = 1e-6;
    private static final int MOST_EVALUATIONS = 200;
    /** Alpha where there are too few values to fit one. */
    private static final double USUAL_ALPHA = 0.3;

    private static final int FEWEST_VALUES = 21;

    @Override
    public String name() {
        return "theta";
    }

    @Override
    public String description() {
        return "Theta method on values without their weekly pattern";
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        WeeklySeason season = WeeklySeason.of(training);
        double[] adjusted = new double[training.length];
        SimpleRegression trend = new SimpleRegression();
        for (int t = 0; t < training.length; t++) {
            adjusted[t] = season.remove(t, training[t]);
            if (!Double.isNaN(adjusted[t])) {
                trend.addData(t, adjusted[t]);
            }
        }
        boolean enough = trend.getN() >= FEWEST_VALUES;
        double alpha = enough ? fitAlpha(adjusted) : USUAL_ALPHA;
        return new Smoothing(season, alpha, enough ? trend.getSlope() / 2 : 0);
    }

    private static double fitAlpha(double[] values) {
        return new BrentOptimizer(TOLERANCE, TOLERANCE)
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        new UnivariateObjectiveFunction(alpha -> squaredErrors(values, alpha)),
                        GoalType.MINIMIZE,
                        new SearchInterval(LEAST_ALPHA, 1 - LEAST_ALPHA))
                .getPoint();
    }

    private static double squaredErrors(double[] values, double alpha) {
        double level = Double.NaN;
        double sum = 0;
        for (double value : values) {
            if (Double.isNaN(level)) {
                level = value;
            } else if (!Double.isNaN(value)) {
                double error = value - level;
                sum += error * error;
                level += alpha * error;
            }
        }
        return sum;
    }

    private static final class Smoothing implements Walk {

        private final WeeklySeason season;
        private final double alpha;
        private final double drift;
        private double level = Double.NaN;
        private int days;

        Smoothing(WeeklySeason season, double alpha, double drift) {
            this.season = season;
            this.alpha = alpha;
            this.drift = drift;
        }

        @Override
        public void observe(double value) {
            double adjusted = season.remove(days++, value);
            if (Double.isNaN(level)) {
                level = adjusted;
            } else if (!Double.isNaN(adjusted)) {
                level += alpha * (adjusted - level);
            }
        }

        @Override
        public void forecast(double[] leads) {
            double lag = (1 - Math.pow(1 - alpha, days)) / alpha;
            for (int lead = 0; lead < leads.length; lead++) {
                leads[lead] = season.restore(days + lead, level + drift * (lead + lag));
            }
        }
    }
}
