package io.undercurrent.calibration.interval;

import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Resolution;
import java.util.Arrays;

/**
 * Learns how far one quantile must be moved away from the centre, so that values lie beyond it as often as they should.
 * Moves are measured in a unit, about the distance of the quantile from the centre. The input is the excess of each
 * value: how far it lay beyond the quantile, in that unit (negative inside).
 *
 * <p>Two corrections run side by side.
 *
 * <ul> <li>The slow one tracks the quantile of the excesses for each lead time, up by {@code rate·(1 − tail)} after a
 *   miss and down by {@code rate·tail} after a hit: quantile tracking of Angelopoulos, Candès and Tibshirani (Conformal
 *   PID Control, 2023), which holds the long-run coverage whatever the series does. <li>The fast one is an offset for
 *   all lead times with a large rate; it decays. It helps after a shift of the series and otherwise widens intervals
 *   needlessly. Its weight depends on how much it lowered recent pinball losses, beyond a margin: the aggregation of
 *   Gibbs and Candès (Conformal Inference for Online Prediction with Arbitrary Distribution Shifts, 2024), with a prior
 *   for the slow one. It learns from a lead time with a weight of one over the lead time: what was forecast long ago
 *   for today was forecast before a shift, and says little of what is forecast now.
 * </ul>
 *
 * <p>The slow one learns the less, the more weight the fast one has. Otherwise it would move outwards in the weeks of a
 * shift, and come back so slowly that intervals stayed too wide for months.
 *
 * <p>Losses are computed with today's correction, not with the correction at the time of the forecast. Otherwise a long
 * horizon would delay the feedback and make the correction overshoot. The rates were chosen on days before the test
 * windows of the data of the accuracy page.
 *
 * <p>State, in a flat array from an offset on: the slow correction at each knot, the fast offset, and its discounted
 * advantage in loss. All zero at first: no correction.
 */
public final class QuantileTracker {

    private static final float SLOW_RATE = 0.02f;
    private static final float FAST_RATE = 0.7f;
    private static final float FADING = 0.75f;
    private static final float FORGETTING = 0.9f;
    /**
     * Advantage of the fast offset at which its weight is one half, and the steepness of the transition; in units of
     * loss.
     */
    private static final float MARGIN = 0.7f;

    private static final float SHARPNESS = 5;
    /** The loss of a single day is limited to this. */
    private static final float MOST_LOSS = 3;
    /**
     * Least correction: at least a tenth of the distance remains, so that a quantile stays on its side of the centre.
     */
    private static final float LEAST = -0.9f;

    private static final double MEDIAN_TOLERANCE = 1e-9;

    private final LeadKnots knots;
    private final float tail;
    private final float[] gradients;
    private final float[] weights;
    /** Sum of the weights of the leads observed. */
    private float weight;

    private float misses;
    private float slowLoss;
    private float fastLoss;

    /**
     *
     * @param tail probability beyond the quantile
     */
    QuantileTracker(LeadKnots knots, double tail) {
        this.knots = knots;
        this.tail = (float) tail;
        gradients = new float[knots.count()];
        weights = new float[knots.count()];
    }

    /** One tracker for each quantile; null for the median, which is never moved. */
    public static QuantileTracker[] of(ForecastShape shape) {
        LeadKnots knots = new LeadKnots(shape.horizon());
        return shape.quantiles().stream()
                .map(probability -> Math.abs(probability - 0.5) <= MEDIAN_TOLERANCE
                        ? null
                        : new QuantileTracker(knots, Math.min(probability, 1 - probability)))
                .toArray(QuantileTracker[]::new);
    }

    /** Floats of state. */
    public int size() {
        return knots.count() + 2;
    }

    /** Number of floats in a correction. */
    public int correctionSize() {
        return knots.count() + 1;
    }

    /**
     * Writes today's correction from the state: the correction at each knot, then the offset added at all of them.
     *
     * @param correction receives {@link #correctionSize} floats from {@code at} on
     */
    public void correction(float[] state, int offset, float[] correction, int at) {
        int fast = offset + knots.count();
        System.arraycopy(state, offset, correction, at, knots.count());
        correction[at + knots.count()] = Resolution.learntFast(share(state[fast + 1]) * state[fast]);
    }

    /** How far to move the quantile outwards at a lead, in units; the correction begins at {@code correction[at]}. */
    float correction(float[] correction, int at, int lead) {
        return Math.max(LEAST, knots.at(lead, correction, at) + correction[at + knots.count()]);
    }

    /** Weight of the fast offset: nearly 0 until its advantage reaches about the margin. */
    private static float share(float advantage) {
        return (float) (1 / (1 + Math.exp(SHARPNESS * (MARGIN - advantage))));
    }

    /** Begins a day; then call {@link #observe} for each lead. */
    public void begin() {
        weight = 0;
        misses = 0;
        slowLoss = 0;
        fastLoss = 0;
        Arrays.fill(gradients, 0);
        Arrays.fill(weights, 0);
    }

    /**
     * Records the excess of the day's value over the quantile forecast at a lead.
     *
     * @param excess in units
     */
    public void observe(float[] state, int offset, int lead, float excess) {
        float slow = knots.at(lead, state, offset);
        float fast = Math.max(LEAST, slow + state[offset + knots.count()]);
        float error = (excess > slow ? 1 : 0) - tail;
        add(knots.left(lead), knots.leftWeight(lead), error);
        add(knots.right(lead), knots.rightWeight(lead), error);
        float near = 1f / (lead + 1);
        misses += near * ((excess > fast ? 1 : 0) - tail);
        slowLoss += near * loss(excess - slow);
        fastLoss += near * loss(excess - fast);
        weight += near;
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
    public void end(float[] state, int offset) {
        if (weight == 0) {
            return;
        }
        int fast = offset + knots.count();
        float rate = SLOW_RATE * (1 - share(state[fast + 1]));
        for (int knot = 0; knot < knots.count(); knot++) {
            if (weights[knot] > 0) {
                float moved = state[offset + knot] + rate * gradients[knot] / weights[knot];
                state[offset + knot] = Resolution.learnt(Math.max(LEAST, moved));
            }
        }
        state[fast] = Resolution.learntFast(Math.max(LEAST, FADING * state[fast] + FAST_RATE * misses / weight));
        state[fast + 1] = Resolution.learntFast(FORGETTING * state[fast + 1] + (slowLoss - fastLoss) / weight);
    }
}
