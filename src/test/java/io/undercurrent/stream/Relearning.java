package io.undercurrent.stream;

import io.undercurrent.series.ForecastShape;
import java.util.Map;
import java.util.TreeMap;

/**
 * The oracle of calibrated forecasts of one series: takes what the network forecast from each origin and what each day came
 * to, and learns once through, day by day. Shares nothing with the operators but the method's numbers. It learns in floats as they do,
 * because what is learnt is rounded to steps: doubles would now and then be rounded to another one, which an average keeps.
 */
final class Relearning {

    private static final double[] LOG_KNOTS = {0, Math.log(2), Math.log(4), Math.log(TestModels.HORIZON)};

    /** An excess that is nearer to what it is compared with lies above it or below it as the order of additions has it. */
    private static final float UNDECIDED = 1e-5f;

    /** Probability beyond either quantile. */
    private static final float TAIL = 0.1f;

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

    /**
     * The quantile as it leaves from each origin at each lead, until a day comes out so near to a quantile that floats do not
     * decide on which side it lies: later origins are left out.
     */
    Map<Integer, double[]> quantiles(int target, int quantile) {
        float[] slow = new float[LOG_KNOTS.length];
        float fast = 0;
        float advantage = 0;
        double lowest = Double.NaN;
        Map<Integer, double[]> issued = new TreeMap<>();
        for (int day : days.keySet()) {
            double actual = days.get(day)[target];
            if (!Double.isNaN(actual)) {
                lowest = Double.isNaN(lowest) ? actual : Math.min(lowest, actual);
                float[] gradient = new float[slow.length];
                float[] weight = new float[slow.length];
                float misses = 0;
                float slowLoss = 0;
                float fastLoss = 0;
                float near = 0;
                for (int lead = 1; lead <= shape.horizon(); lead++) {
                    float excess = excess(day - lead, lead, target, quantile, (float) actual);
                    if (Float.isNaN(excess)) {
                        continue;
                    }
                    float now = line(slow, lead);
                    float hasty = Math.max(-0.9f, now + fast);
                    if (Math.abs(excess - now) < UNDECIDED || Math.abs(excess - hasty) < UNDECIDED) {
                        return issued;
                    }
                    for (int knot = 0; knot < slow.length; knot++) {
                        float share = hat(knot, lead);
                        gradient[knot] += share * ((excess > now ? 1 : 0) - TAIL);
                        weight[knot] += share;
                    }
                    misses += 1f / lead * ((excess > hasty ? 1 : 0) - TAIL);
                    slowLoss += 1f / lead * loss(excess - now);
                    fastLoss += 1f / lead * loss(excess - hasty);
                    near += 1f / lead;
                }
                if (near > 0) {
                    float rate = 0.02f * (1 - share(advantage));
                    for (int knot = 0; knot < slow.length; knot++) {
                        slow[knot] = weight[knot] > 0
                                ? round(Math.max(-0.9f, slow[knot] + rate * gradient[knot] / weight[knot]), 17)
                                : slow[knot];
                    }
                    fast = round(Math.max(-0.9f, 0.75f * fast + 0.7f * misses / near), 12);
                    advantage = round(0.9f * advantage + (slowLoss - fastLoss) / near, 12);
                }
            }
            float offset = round(share(advantage) * fast, 12);
            issued.put(day, issue(day, target, quantile, slow, offset, lowest));
        }
        return issued;
    }

    /** Weight of the fast offset. */
    private static float share(float advantage) {
        return (float) (1 / (1 + Math.exp(5 * (0.7f - advantage))));
    }

    private double[] issue(int origin, int target, int quantile, float[] slow, float fast, double lowest) {
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

    private float excess(int origin, int lead, int target, int quantile, float actual) {
        if (!days.containsKey(origin)) {
            return Float.NaN;
        }
        float centre = (float) value(origin, lead, target, 1);
        float distance = Math.max(0, side(quantile) * ((float) value(origin, lead, target, quantile) - centre));
        float scale = (float) scale(origin, target);
        float unit = Float.isNaN(scale) ? distance : distance + 0.05f * scale;
        return unit > 0 ? (side(quantile) * (actual - centre) - distance) / unit : Float.NaN;
    }

    private double value(int origin, int lead, int target, int quantile) {
        return raw.get(origin)[shape.index(target, quantile, lead - 1)];
    }

    private double distance(int origin, int lead, int target, int quantile) {
        return Math.abs(value(origin, lead, target, quantile) - value(origin, lead, target, 1));
    }

    private double unit(int origin, int lead, int target, int quantile) {
        double scale = scale(origin, target);
        return distance(origin, lead, target, quantile) + (Double.isNaN(scale) ? 0 : 0.05 * scale);
    }

    private double scale(int origin, int target) {
        double sum = 0;
        int count = 0;
        for (int day = origin - window + 1; day <= origin; day++) {
            if (days.containsKey(day) && days.containsKey(day - 7)) {
                double difference = Math.abs(days.get(day)[target] - days.get(day - 7)[target]);
                sum += Double.isNaN(difference) ? 0 : difference;
                count += Double.isNaN(difference) ? 0 : 1;
            }
        }
        return count == 0 ? Double.NaN : kept(sum / count);
    }

    /** What is learnt is rounded to so many bits after the point. */
    private static float round(float learnt, int bits) {
        return (float) (Math.rint((double) learnt * (1 << bits)) / (1 << bits));
    }

    /** Of a scale, twelve binary digits are kept. */
    private static double kept(double scale) {
        double digits = Math.scalb(1, Math.getExponent(scale) - 11);
        return Math.floor(scale / digits + 0.5) * digits;
    }

    private static int side(int quantile) {
        return quantile == 0 ? -1 : 1;
    }

    private static float loss(float excess) {
        return Math.min(3, excess > 0 ? (1 - TAIL) * excess : -TAIL * excess);
    }

    private static float line(float[] knots, int lead) {
        float sum = 0;
        for (int knot = 0; knot < knots.length; knot++) {
            sum += hat(knot, lead) * knots[knot];
        }
        return sum;
    }

    /** 1 at the knot, 0 at its neighbours and beyond. */
    private static float hat(int knot, int lead) {
        double x = Math.log(lead);
        if (knot > 0 && x < LOG_KNOTS[knot]) {
            return Math.max(0, share(knot - 1, x));
        }
        if (knot < LOG_KNOTS.length - 1 && x > LOG_KNOTS[knot]) {
            return Math.max(0, 1 - share(knot, x));
        }
        return x == LOG_KNOTS[knot] ? 1 : 0;
    }

    /** How far {@code x} lies from a knot towards the next. */
    private static float share(int knot, double x) {
        return (float) ((x - LOG_KNOTS[knot]) / (LOG_KNOTS[knot + 1] - LOG_KNOTS[knot]));
    }
}
