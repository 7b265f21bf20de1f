package io.undercurrent.calibration;

import io.undercurrent.series.ForecastShape;
import java.util.Arrays;

/**
 * Finds out by how much one quantile has to be moved away from the centre so that values lie beyond it as often as they
 * should. What it moves is measured in a unit, about the distance of the quantile from the centre; what it learns from are
 * excesses: how far beyond the quantile, in that unit, a value lay (negative inside).
 *
 * <p>Two corrections run side by side.
 *
 * <ul>
 *   <li>The slow one tracks the quantile of the excesses for each lead time, up by {@code rate·(1 − tail)} after a miss and
 *       down by {@code rate·tail} after a hit: quantile tracking of Angelopoulos, Candès and Tibshirani (Conformal PID
 *       Control, 2023), which holds the long-run coverage whatever the series does.
 *   <li>The fast one is an offset for all lead times with a large rate, which fades. It is for a series that has shifted,
 *       and costs sharpness otherwise. It counts as far as its recent pinball losses are lower than those without it, by
 *       a margin: the aggregation of Gibbs and Candès (Conformal Inference for Online Prediction with Arbitrary
 *       Distribution Shifts, 2024), with a prior for the slow one.
 * </ul>
 *
 * <p>Losses are those of the excess met by today's correction and not by the one that was in force when the forecast was
 * made, so that a long horizon does not delay the control and make it overshoot. The rates were chosen on days before the
 * test windows of the data of the accuracy page.
 *
 * <p>State, in a flat array from an offset on: the slow correction at each knot, the fast offset, and its discounted
 * advantage in loss. All zero at first: no correction.
 */
final class QuantileTracker {

    private static final float SLOW_RATE = 0.02f;
    private static final float FAST_RATE = 0.6f;
    private static final float FADING = 0.75f;
    private static final float FORGETTING = 0.95f;
    /** Advantage of the fast offset at which it counts by half, and how sharply that turns; units of loss. */
    private static final float MARGIN = 1;

    private static final float SHARPNESS = 5;
    /** A single day far outside says no more than one this far. */
    private static final float MOST_LOSS = 3;
    /** A quantile stays on its side of the centre: of its distance a tenth is left at least. */
    private static final float LEAST = -0.9f;

    private static final double MEDIAN_TOLERANCE = 1e-9;

    private final LeadKnots knots;
    private final float tail;
    private final float[] gradients;
    private final float[] weights;
    private int count;
    private float misses;
    private float slowLoss;
    private float fastLoss;

    /**
     * @param tail probability beyond the quantile
     */
    QuantileTracker(LeadKnots knots, double tail) {
        this.knots = knots;
        this.tail = (float) tail;
        gradients = new float[knots.count()];
        weights = new float[knots.count()];
    }

    /** One for each quantile, null for the median, which is never moved. */
    static QuantileTracker[] of(ForecastShape shape) {
        LeadKnots knots = new LeadKnots(shape.horizon());
        return shape.quantiles().stream()
                .map(probability -> Math.abs(probability - 0.5) <= MEDIAN_TOLERANCE
                        ? null
                        : new QuantileTracker(knots, Math.min(probability, 1 - probability)))
                .toArray(QuantileTracker[]::new);
    }

    /** Floats of state. */
    int size() {
        return knots.count() + 2;
    }

    /** Floats of a correction. */
    int correctionSize() {
        return knots.count() + 1;
    }

    /**
     * What the state says of today's correction: that at each knot, and what is added to it at all of them.
     *
     * @param correction receives {@link #correctionSize} floats from {@code at} on
     */
    void correction(float[] state, int offset, float[] correction, int at) {
        int fast = offset + knots.count();
        System.arraycopy(state, offset, correction, at, knots.count());
        correction[at + knots.count()] = share(state[fast + 1]) * state[fast];
    }

    /** How far the quantile is to be moved outwards at a lead, in units, by a correction that stands at {@code at}. */
    float correction(float[] correction, int at, int lead) {
        return Math.max(LEAST, knots.at(lead, correction, at) + correction[at + knots.count()]);
    }

    /** How much the fast offset counts: practically nothing until it is ahead by about the margin. */
    private static float share(float advantage) {
        return (float) (1 / (1 + Math.exp(SHARPNESS * (MARGIN - advantage))));
    }

    /** Begins a day, of which {@link #observe} is then told each lead. */
    void begin() {
        count = 0;
        misses = 0;
        slowLoss = 0;
        fastLoss = 0;
        Arrays.fill(gradients, 0);
        Arrays.fill(weights, 0);
    }

    /**
     * Takes in by how much the day's value exceeded the quantile that was forecast for it at a lead.
     *
     * @param excess in units
     */
    void observe(float[] state, int offset, int lead, float excess) {
        float slow = knots.at(lead, state, offset);
        float fast = Math.max(LEAST, slow + state[offset + knots.count()]);
        float error = (excess > slow ? 1 : 0) - tail;
        add(knots.left(lead), knots.leftWeight(lead), error);
        add(knots.right(lead), knots.rightWeight(lead), error);
        misses += (excess > fast ? 1 : 0) - tail;
        slowLoss += loss(excess - slow);
        fastLoss += loss(excess - fast);
        count++;
    }

    private void add(int knot, float weight, float error) {
        gradients[knot] += weight * error;
        weights[knot] += weight;
    }

    /** Pinball loss of a value that exceeds the corrected quantile by {@code excess}. */
    private float loss(float excess) {
        return Math.min(MOST_LOSS, excess > 0 ? (1 - tail) * excess : -tail * excess);
    }

    /** Ends the day: changes the state by what was observed, if anything was. */
    void end(float[] state, int offset) {
        if (count == 0) {
            return;
        }
        for (int knot = 0; knot < knots.count(); knot++) {
            if (weights[knot] > 0) {
                float moved = state[offset + knot] + SLOW_RATE * gradients[knot] / weights[knot];
                state[offset + knot] = Math.max(LEAST, moved);
            }
        }
        int fast = offset + knots.count();
        state[fast] = Math.max(LEAST, FADING * state[fast] + FAST_RATE * misses / count);
        state[fast + 1] = FORGETTING * state[fast + 1] + (slowLoss - fastLoss) / count;
    }
}
