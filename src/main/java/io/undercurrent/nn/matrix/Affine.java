package io.undercurrent.nn.matrix;

import java.util.Arrays;

/**
 * The map y = kernelᵀ·x + bias of columns x, one for each member of a batch. The bias is one more row of the kernel, and meets a row
 * of ones below x: so the product that applies the kernel adds the bias too, and the product for the kernel's gradient gives
 * the bias's.
 */
public final class Affine implements AutoCloseable {

    private final int features;
    private final int units;
    private final boolean biased;
    /** (features × units), the bias below. */
    private final Matrix weights;
    /** The rows of {@code weights} without the bias. */
    private final Matrix kernel;

    /**
     * The map to zero.
     *
     * @param biased whether there is a bias
     */
    public Affine(int features, int units, boolean biased) {
        this.features = features;
        this.units = units;
        this.biased = biased;
        this.weights = new Matrix(height(), units);
        this.kernel = weights.rows(0, features);
    }

    /** Rows of {@code weights} and of x. */
    private int height() {
        return biased ? features + 1 : features;
    }

    /** Values of the kernel. */
    public int kernelSize() {
        return features * units;
    }

    /** Takes the row-major (features × units) kernel from {@code source[offset]} on. */
    public void putKernel(float[] source, int offset) {
        weights.put(0, source, offset, kernelSize());
    }

    /** Copies the kernel to {@code target[offset]} and the places after it. */
    public void getKernel(float[] target, int offset) {
        weights.get(0, target, offset, kernelSize());
    }

    /** Takes the bias, one value a unit, from {@code source[offset]} on. */
    public void putBias(float[] source, int offset) {
        requireBias();
        weights.put(features, source, offset, units);
    }

    /** Copies the bias to {@code target[offset]} and the places after it. */
    public void getBias(float[] target, int offset) {
        requireBias();
        weights.get(features, target, offset, units);
    }

    private void requireBias() {
        if (!biased) {
            throw new IllegalStateException("this map has no bias");
        }
    }

    /**
     * A place for the x of some timesteps, one after the other, the ones already in it; {@link #timestep} finds one of them.
     *
     * @param columns members of the batch
     */
    public Matrix inputs(int timesteps, int columns) {
        Matrix inputs = new Matrix(Math.multiplyExact(timesteps, height()), columns);
        if (biased) {
            float[] ones = new float[columns];
            Arrays.fill(ones, 1);
            for (int t = 0; t < timesteps; t++) {
                inputs.put(t * height() + features, ones, 0, columns);
            }
        }
        return inputs;
    }

    /** A view of the x of one timestep, (features × columns), with the row of ones if there is a bias. */
    public Matrix timestep(Matrix inputs, int timestep) {
        return inputs.rows(timestep * height(), height());
    }

    /** y = kernelᵀ·x + bias + beta·y, with y (units × columns). */
    public void apply(Matrix x, float beta, Matrix y) {
        Matrix.multiplyTransposedFirst(weights, x, beta, y);
    }

    /** Back through the map: ∂L/∂x = kernel·∂L/∂y, (features × columns), without the row of ones. */
    public void applyBackwards(Matrix yGradients, Matrix xGradients) {
        Matrix.multiply(kernel, yGradients, 0, xGradients);
    }

    /** Makes this map ∂L/∂(kernel, bias) + beta·this: the outer products of x and ∂L/∂y, summed over the batch. */
    public void outerProducts(Matrix x, Matrix yGradients, float beta) {
        Matrix.multiplyTransposedSecond(x, yGradients, beta, weights);
    }

    /** Gives the memory back, but not that of inputs. */
    @Override
    public void close() {
        weights.close();
    }
}
