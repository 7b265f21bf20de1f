package io.undercurrent.nn.training;

/**
 * Follows the validation loss, keeps the best weights, and says when to stop training.
 *
 * <p>With few validation cases the loss is noisy, and the lowest of many noisy losses is mostly luck. With a tolerance,
 * the latest weights with nearly the lowest loss are kept instead.
 */
public final class EarlyStopping {

    private final int patience;
    private final double tolerance;
    private double leastLoss = Double.POSITIVE_INFINITY;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int bestEpoch = -1;
    private int epochs;
    private float[] bestParameters = {};

    /**
     *
     * @param patience epochs without a new best before training stops
     */
    EarlyStopping(int patience) {
        this(patience, 0);
    }

    /**
     *
     * @param tolerance share by which a loss may exceed the lowest one and still count as the best, at least 0
     */
    public EarlyStopping(int patience, double tolerance) {
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new IllegalArgumentException("tolerance: expected a number of at least 0, but got " + tolerance);
        }
        if (patience < 1) {
            throw new IllegalArgumentException("patience: expected at least 1 epoch, but got " + patience);
        }
        this.patience = patience;
        this.tolerance = tolerance;
    }

    /**
     * Records an epoch. NaN is worse than any other loss.
     *
     * @param parameters copied if the loss is the best so far
     * @return whether it is
     */
    public boolean improves(double loss, float[] parameters) {
        boolean best = loss < leastLoss || tolerance > 0 && loss <= leastLoss * (1 + tolerance);
        leastLoss = loss < leastLoss ? loss : leastLoss;
        if (best) {
            bestLoss = loss;
            bestEpoch = epochs;
            bestParameters = parameters.clone();
        }
        epochs++;
        return best;
    }

    /** Whether the best epoch is {@code patience} epochs ago. */
    public boolean exhausted() {
        return epochs - 1 - bestEpoch >= patience;
    }

    /**
     * The loss of {@link #bestParameters}, within the tolerance of the lowest one; infinite while every loss was NaN.
     */
    public double bestLoss() {
        return bestLoss;
    }

    /** The epoch of the best loss, counted from 0. */
    public int bestEpoch() {
        requireBest();
        return bestEpoch;
    }

    /** A copy of the parameters of the best epoch. */
    public float[] bestParameters() {
        requireBest();
        return bestParameters.clone();
    }

    private void requireBest() {
        if (bestEpoch < 0) {
            throw new IllegalStateException("no epoch so far had a loss that is a number: the training has diverged");
        }
    }
}
