package io.undercurrent.nn.training;

/** The learning rate of each step of the optimiser. */
@FunctionalInterface
public interface LearningRateSchedule {

    /** The learning rate of a step; steps count from 0. */
    double at(int step);

    /** The same rate at all steps. */
    static LearningRateSchedule constant(double rate) {
        requirePositive("rate", rate);
        return step -> rate;
    }

    /**
     * Rises in a straight line to {@code peak} during {@code warmUp} steps, then falls along half a cosine to 0 at step
     * {@code total} (Loshchilov and Hutter 2017, without restarts).
     */
    static LearningRateSchedule cosine(double peak, int warmUp, int total) {
        requirePositive("peak", peak);
        if (warmUp < 0 || total <= warmUp) {
            throw new IllegalArgumentException(
                    "total: expected more steps than the " + warmUp + " of the warm-up, but got " + total);
        }
        return step -> {
            if (step < warmUp) {
                return peak * (step + 1) / warmUp;
            }
            double progress = Math.min(1, (double) (step - warmUp) / (total - warmUp));
            return peak * 0.5 * (1 + Math.cos(Math.PI * progress));
        };
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + ": expected a positive number, but got " + value);
        }
    }
}
