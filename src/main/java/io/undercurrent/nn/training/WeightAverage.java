package io.undercurrent.nn.training;

/**
 * The exponential moving average of the weights that an optimiser walks through (Polyak and Juditsky 1992). It averages
 * out the noise of single steps and does better on unseen data than the weights of any one step.
 */
public final class WeightAverage {

    private final double decay;
    private final float[] average;
    private int steps;

    /**
     *
     * @param initial weights to begin with; copied
     * @param decay share of the average that each step keeps, inside (0, 1); about 1 / (1 − decay) steps are averaged
     */
    public WeightAverage(float[] initial, double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("decay: expected between 0 and 1, but got " + decay);
        }
        this.decay = decay;
        this.average = initial.clone();
    }

    /**
     * Adds the weights after a step to the average. The first steps count more, so that the initial weights soon lose
     * their influence.
     */
    public void update(float[] weights) {
        if (weights.length != average.length) {
            throw new IllegalArgumentException(
                    "weights: expected " + average.length + " values, but got " + weights.length);
        }
        steps++;
        double share = 1 - Math.min(decay, steps / (steps + 10.0));
        for (int i = 0; i < average.length; i++) {
            average[i] += (float) (share * (weights[i] - average[i]));
        }
    }

    /** The present average; the next {@link #update} overwrites the array. */
    public float[] average() {
        return average;
    }
}
