package io.undercurrent.nn.training;

/**
 * One layer forward and backward, with the values to keep in between. A sequence is an array of timesteps, each (batch
 * × units); a vector is a sequence of one timestep. Returned arrays belong to the layer and are valid until its next
 * call.
 */
sealed interface LayerPass extends AutoCloseable permits DensePass, FlattenPass, RecurrentPass {

    /** Sets the layer's parameters, which begin at {@code parameters[offset]}. */
    void load(float[] parameters, int offset);

    float[][] forward(float[][] inputs);

    /**
     * Adds ∂L/∂parameters to {@code gradients[offset]} and the places after it.
     *
     * @param outputGradients ∂L/∂outputs, overwritten
     */
    void backward(float[][] outputGradients, float[] gradients, int offset);

    /** ∂L/∂inputs, after {@link #backward}: computed only by this call, because the lowest layer does not need them. */
    float[][] inputGradients();

    @Override
    void close();
}
