package io.undercurrent.nn.training;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): steps of about the learning rate in each parameter, in the direction of the running
 * mean of its gradient.
 */
public final class Adam {

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final float[] decays;
    private final float greatestDecay;
    private final float[] mean;
    private final float[] square;
    private int steps;

    /** An optimiser with the constants of the paper and no weight decay. */
    Adam(int parameters) {
        this(new float[parameters]);
    }

    /**
     * An optimiser with the constants of the paper.
     *
     * @param decays weight decay of each parameter: the share of it that a step at learning rate 1 removes besides the
     *     gradient step (Loshchilov and Hutter 2019, "AdamW"), at least 0
     */
    public Adam(float[] decays) {
        this(decays, 0.9, 0.999, 1e-8);
    }

    /**
     *
     * @param beta1 how much of the mean gradient is kept from step to step, in [0, 1)
     * @param beta2 how much of the mean squared gradient is kept, in [0, 1)
     * @param epsilon added to the root of the mean square, positive
     */
    Adam(float[] decays, double beta1, double beta2, double epsilon) {
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon: expected a positive number, but got " + epsilon);
        }
        float greatest = 0;
        for (float decay : decays) {
            if (!(decay >= 0)) {
                throw new IllegalArgumentException("decays: expected numbers of at least 0, but got " + decay);
            }
            greatest = Math.max(greatest, decay);
        }
        this.decays = decays.clone();
        this.greatestDecay = greatest;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.mean = new float[decays.length];
        this.square = new float[decays.length];
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": expected a number in [0, 1), but got " + value);
        }
    }

    /**
     * Changes {@code parameters} in place by one step against {@code gradients}.
     *
     * @throws IllegalArgumentException if learning rate times decay is so large that parameters would grow from step to
     *     step
     */
    public void step(float[] parameters, float[] gradients, double learningRate) {
        if (parameters.length != mean.length || gradients.length != mean.length) {
            throw new IllegalArgumentException("parameters, gradients: expected " + mean.length
                    + " values each, but got " + parameters.length + " and " + gradients.length);
        }
        if (learningRate * greatestDecay > 1) {
            throw new IllegalArgumentException("learningRate: expected at most " + 1 / greatestDecay
                    + " for a decay of " + greatestDecay + ", but got " + learningRate);
        }
        steps++;
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float take1 = (float) (1 - beta1);
        float take2 = (float) (1 - beta2);
        // Both means start at 0; these corrections undo that, as in the paper's remark on efficiency.
        double correction = Math.sqrt(1 - Math.pow(beta2, steps));
        float rate = (float) (learningRate * correction / (1 - Math.pow(beta1, steps)));
        float small = (float) (epsilon * correction);
        float step = (float) learningRate;
        for (int i = 0; i < parameters.length; i++) {
            float gradient = gradients[i];
            mean[i] = keep1 * mean[i] + take1 * gradient;
            square[i] = keep2 * square[i] + take2 * gradient * gradient;
            parameters[i] =
                    (1 - step * decays[i]) * parameters[i] - rate * mean[i] / ((float) Math.sqrt(square[i]) + small);
        }
    }
}
