package io.undercurrent.stream;

import io.undercurrent.series.ForecastShape;
import java.util.Map;
import java.util.TreeMap;

/**
 * The oracle of calibrated forecasts of one series: takes what the network forecast from each origin and what each day came
 * to, and learns once through, day by day, in double precision. Shares nothing with the operators but the method's numbers.
 */
final class Relearning {

    private static final double[] LOG_KNOTS = {0, Math.log(2), Math.log(4), Math.log(TestModels.HORIZON)};

    private final ForecastShape shape;
    private final Map<Integer, double[]> raw;
    private final TreeMap<Integer, double[]> days;
    private final int window;

    /**
     * @param raw the network's last forecast from each origin
     * @param days what was read of each day that is an origin
     */
    Relearning(ForecastShape shape, int window, Map<Integer, double[]> raw, TreeMap<Integer, double[]> days) {
        this.shape = shape;
        this.window = window;
        this.raw = raw;
        this.days = days;
    }

    /** The quantile as it leaves from each origin at each lead. */
    Map<Integer, double[]> quantiles(int target, int quantile) {
        double[] slow = new double[LOG_KNOTS.length];
        double fast = 0;
        double advantage = 0;
        double lowest = Double.NaN;
        Map<Integer, double[]> issued = new TreeMap<>();
        for (int day : days.keySet()) {
            double actual = days.get(day)[target];
            if (!Double.isNaN(actual)) {
                lowest = Double.isNaN(lowest) ? actual : Math.min(lowest, actual);
                double[] gradient = new double[slow.length];
                double[] weight = new double[slow.length];
                double misses = 0;
                double gain = 0;
                int count = 0;
                for (int lead = 1; lead <= shape.horizon(); lead++) {
                    double excess = excess(day - lead, lead, target, quantile, actual);
                    if (Double.isNaN(excess)) {
                        continue;
                    }
                    double now = line(slow, lead);
                    double hasty = Math.max(-0.9, now + fast);
                    for (int knot = 0; knot < slow.length; knot++) {
                        double share = hat(knot, lead);
                        gradient[knot] += share * ((excess > now ? 1 : 0) - 0.1);
                        weight[knot] += share;
                    }
                    misses += (excess > hasty ? 1 : 0) - 0.1;
                    gain += loss(excess - now) - loss(excess - hasty);
                    count++;
                }
                if (count > 0) {
                    for (int knot = 0; knot < slow.length; knot++) {
                        slow[knot] = weight[knot] > 0
                                ? round(Math.max(-0.9, slow[knot] + 0.02 * gradient[knot] / weight[knot]), 17)
                                : slow[knot];
                    }
                    fast = round(Math.max(-0.9, 0.75 * fast + 0.6 * misses / count), 12);
                    advantage = round(0.95 * advantage + gain / count, 12);
                }
            }
            double offset = round(fast / (1 + Math.exp(5 * (1 - advantage))), 12);
            issued.put(day, issue(day, target, quantile, slow, offset, lowest));
        }
        return issued;
    }

    private double[] issue(int origin, int target, int quantile, double[] slow, double fast, double lowest) {
        double[] values = new double[shape.horizon()];
        for (int lead = 1; lead <= values.length; lead++) {
            double correction = Math.max(-0.9, line(slow, lead) + fast);
            double distance = distance(origin, lead, target, quantile);
            double moved = Math.max(-distance, correction * unit(origin, lead, target, quantile));
            double value = value(origin, lead, target, quantile) + side(quantile) * moved;
            values[lead - 1] = lowest >= 0 ? Math.max(0, value) : value;
        }
        return values;
    }

    private double excess(int origin, int lead, int target, int quantile, double actual) {
        if (!days.containsKey(origin)) {
            return Double.NaN;
        }
        double beyond = side(quantile) * (actual - value(origin, lead, target, quantile));
        return beyond / unit(origin, lead, target, quantile);
    }

    private double value(int origin, int lead, int target, int quantile) {
        return raw.get(origin)[shape.index(target, quantile, lead - 1)];
    }

    private double distance(int origin, int lead, int target, int quantile) {
        return Math.abs(value(origin, lead, target, quantile) - value(origin, lead, target, 1));
    }

    private double unit(int origin, int lead, int target, int quantile) {
        double sum = 0;
        int count = 0;
        for (int day = origin - window + 1; day <= origin; day++) {
            if (days.containsKey(day) && days.containsKey(day - 7)) {
                double difference = Math.abs(days.get(day)[target] - days.get(day - 7)[target]);
                sum += Double.isNaN(difference) ? 0 : difference;
                count += Double.isNaN(difference) ? 0 : 1;
            }
        }
        return distance(origin, lead, target, quantile) + (count == 0 ? 0 : 0.05 * kept(sum / count));
    }

    /** What is learnt is rounded to so many bits after the point. */
    private static double round(double learnt, int bits) {
        return Math.rint(learnt * (1 << bits)) / (1 << bits);
    }

    /** Of a scale, twelve binary digits are kept. */
    private static double kept(double scale) {
        double digits = Math.scalb(1, Math.getExponent(scale) - 11);
        return Math.floor(scale / digits + 0.5) * digits;
    }

    private static int side(int quantile) {
        return quantile == 0 ? -1 : 1;
    }

    private static double loss(double excess) {
        return Math.min(3, excess > 0 ? 0.9 * excess : -0.1 * excess);
    }

    private static double line(double[] knots, int lead) {
        double sum = 0;
        for (int knot = 0; knot < knots.length; knot++) {
            sum += hat(knot, lead) * knots[knot];
        }
        return sum;
    }

    /** 1 at the knot, 0 at its neighbours and beyond. */
    private static double hat(int knot, int lead) {
        double x = Math.log(lead);
        if (knot > 0 && x < LOG_KNOTS[knot]) {
            return Math.max(0, (x - LOG_KNOTS[knot - 1]) / (LOG_KNOTS[knot] - LOG_KNOTS[knot - 1]));
        }
        if (knot < LOG_KNOTS.length - 1 && x > LOG_KNOTS[knot]) {
            return Math.max(0, 1 - (x - LOG_KNOTS[knot]) / (LOG_KNOTS[knot + 1] - LOG_KNOTS[knot]));
        }
        return x == LOG_KNOTS[knot] ? 1 : 0;
    }
}
