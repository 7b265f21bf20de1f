package io.undercurrent.nn.training;

/** Keeps gradients from exploding by scaling them down together (Pascanu, Mikolov and Bengio 2013). */
public final class GradientClipping {

    private GradientClipping() {}

    /**
     * Scales {@code gradients} in place so that their Euclidean norm is at most {@code limit}; their direction stays.
     *
     * @return the norm before
     */
    public static double byGlobalNorm(float[] gradients, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("limit: expected a positive number, but got " + limit);
        }
        double sum = 0;
        for (float gradient : gradients) {
            sum += (double) gradient * gradient;
        }
        double norm = Math.sqrt(sum);
        if (norm > limit) {
            float factor = (float) (limit / norm);
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= factor;
            }
        }
        return norm;
    }
}
