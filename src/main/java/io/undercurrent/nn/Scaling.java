package io.undercurrent.nn;

import java.util.List;

/**
 * (x − mean) ⊙ scale + offset, feature by feature: Keras' Normalization, with the scale 1/deviation, and Rescaling.
 *
 * @param mean (1 × features)
 * @param scale (1 × features)
 * @param offset (1 × features)
 */
public record Scaling(Weight mean, Weight scale, Weight offset) implements Layer {

    public static final String MEAN = "mean";
    public static final String SCALE = "scale";
    public static final String OFFSET = "offset";

    private static final String KIND = "scaling";

    public Scaling {
        mean.require(KIND, MEAN, 1, mean.columns());
        scale.require(KIND, SCALE, 1, mean.columns());
        offset.require(KIND, OFFSET, 1, mean.columns());
    }

    /** A layer from arrays that hold one value for each feature, or a single value for all features. */
    public static Scaling of(int features, float[] mean, float[] scale, float[] offset) {
        return new Scaling(
                weight(MEAN, features, mean), weight(SCALE, features, scale), weight(OFFSET, features, offset));
    }

    private static Weight weight(String name, int features, float[] values) {
        float[] all = new float[features];
        for (int i = 0; i < features; i++) {
            all[i] = values[values.length == 1 ? 0 : i];
        }
        return new Weight(name, 1, features, all);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int features() {
        return mean.columns();
    }

    @Override
    public int units() {
        return mean.columns();
    }

    @Override
    public List<Weight> weights() {
        return List.of(mean, scale, offset);
    }

    @Override
    public Scaling withParameters(float[] parameters, int offsetInParameters) {
        int size = mean.size();
        return new Scaling(
                mean.withValues(parameters, offsetInParameters),
                scale.withValues(parameters, offsetInParameters + size),
                offset.withValues(parameters, offsetInParameters + 2 * size));
    }

    @Override
    public Shape outputShape(Shape input) {
        return input.requireFeatures(features());
    }
}
