package io.undercurrent.evaluation.baseline;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Exponential smoothing after Holt and Winters: level, damped trend (Gardner and McKenzie 1985) and weekly season, all
 * additive; the innovations form ETS(A,A_d,A) of Hyndman, Koehler, Ord and Snyder (2008). The parameters minimise the squared
 * one-step errors of the training part; the states roll on. A missing day moves the states on without an error.
 */
final class HoltWinters implements SeriesMethod {

    private static final int FIRST_WEEKS = 4;
    /** Values below which the parameters are not fitted but taken as usual. */
    private static final int FEWEST_VALUES = 8 * WEEK;

    private static final int MOST_EVALUATIONS = 600;
    private static final double TOLERANCE = 1e-5;
    private static final double LEAST_DAMPING = 0.8;
    private static final double MOST_DAMPING = 0.98;

    /** From which the search begins: a slow and a quick level. */
    private static final Parameters[] STARTS = {
        new Parameters(0.1, 0.05, 0.05, 0.95), new Parameters(0.5, 0.05, 0.1, 0.9)
    };

    /**
     * @param alpha share of an error that enters the level
     * @param beta share of that which enters the trend
     * @param gamma share of what the level leaves of an error that enters the season
     * @param damping share of the trend that is left after a day
     */
    private record Parameters(double alpha, double beta, double gamma, double damping) {

        /** As a point of the whole space, for a search without bounds. */
        double[] unbounded() {
            return new double[] {
                logit(alpha),
                logit(beta),
                logit(gamma),
                logit((damping - LEAST_DAMPING) / (MOST_DAMPING - LEAST_DAMPING))
            };
        }

        static Parameters bounded(double[] point) {
            return new Parameters(
                    logistic(point[0]),
                    logistic(point[1]),
                    logistic(point[2]),
                    LEAST_DAMPING + (MOST_DAMPING - LEAST_DAMPING) * logistic(point[3]));
        }

        private static double logit(double share) {
            return Math.log(share / (1 - share));
        }

        private static double logistic(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    }

    @Override
    public String name() {
        return "holt-winters";
    }

    @Override
    public String description() {
        return "exponential smoothing with damped trend and weekly season";
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        States initial = States.before(training);
        long present =
                Arrays.stream(training).filter(value -> !Double.isNaN(value)).count();
        Parameters parameters = present < FEWEST_VALUES ? STARTS[0] : fit(training, initial);
        return new Smoothing(parameters, initial);
    }

    private static Parameters fit(double[] training, States initial) {
        MultivariateFunction squaredErrors = point -> squaredErrors(training, initial, Parameters.bounded(point));
        PointValuePair best = null;
        for (Parameters start : STARTS) {
            PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, -1, MOST_EVALUATIONS))
                    .optimize(
                            new MaxEval(2 * MOST_EVALUATIONS),
                            MaxIter.unlimited(),
                            new ObjectiveFunction(squaredErrors),
                            GoalType.MINIMIZE,
                            new InitialGuess(start.unbounded()),
                            new NelderMeadSimplex(start.unbounded().length));
            if (best == null || found.getValue() < best.getValue()) {
                best = found;
            }
        }
        return Parameters.bounded(best.getPoint());
    }

    private static double squaredErrors(double[] training, States initial, Parameters parameters) {
        States states = new States(initial);
        double sum = 0;
        for (double value : training) {
            double error = states.advance(value, parameters);
            sum += error * error;
        }
        return sum;
    }

    /** Level, trend and season after a day. */
    private static final class States {

        private double level;
        private double trend;
        private final double[] season;
        /** Position in the week of the next day. */
        private int next;

        private States(double level, double[] season) {
            this.level = level;
            this.season = season;
        }

        States(States other) {
            this(other.level, other.season.clone());
            trend = other.trend;
            next = other.next;
        }

        /** States before the first day: the mean of the first weeks, what each weekday differs from it by, no trend. */
        static States before(double[] training) {
            double[] first = Arrays.copyOf(training, Math.min(training.length, FIRST_WEEKS * WEEK));
            double level = Arrays.stream(first)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            double[] season = new double[WEEK];
            for (int weekday = 0; weekday < WEEK; weekday++) {
                double sum = 0;
                int count = 0;
                for (int t = weekday; t < first.length; t += WEEK) {
                    if (!Double.isNaN(first[t])) {
                        sum += first[t] - level;
                        count++;
                    }
                }
                season[weekday] = count == 0 ? 0 : sum / count;
            }
            return new States(level, season);
        }

        /** Takes a day in; returns the error of its forecast, 0 for a missing day. */
        double advance(double value, Parameters parameters) {
            double damped = parameters.damping * trend;
            double error = value - (level + damped + season[next]);
            if (Double.isNaN(level)) {
                level = value;
                error = 0;
            } else if (Double.isNaN(error)) {
                level += damped;
                trend = damped;
                error = 0;
            } else {
                level += damped + parameters.alpha * error;
                trend = damped + parameters.alpha * parameters.beta * error;
                season[next] += parameters.gamma * (1 - parameters.alpha) * error;
            }
            next = (next + 1) % WEEK;
            return error;
        }
    }

    private static final class Smoothing implements Walk {

        private final Parameters parameters;
        private final States states;

        Smoothing(Parameters parameters, States initial) {
            this.parameters = parameters;
            this.states = new States(initial);
        }

        @Override
        public void observe(double value) {
            states.advance(value, parameters);
        }

        @Override
        public void forecast(double[] leads) {
            double growth = states.trend;
            double level = states.level;
            for (int lead = 0; lead < leads.length; lead++) {
                growth *= parameters.damping;
                level += growth;
                leads[lead] = level + states.season[(states.next + lead) % WEEK];
            }
        }
    }
}
