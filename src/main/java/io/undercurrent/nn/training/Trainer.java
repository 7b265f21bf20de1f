package io.undercurrent.nn.training;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Supervised learning in mini-batches: shuffle, gradient, clipping, Adam, early stopping. The same network, examples and options
 * give the same weights to the bit.
 */
public final class Trainer {

    private final Loss loss;
    private final TrainerOptions options;

    public Trainer(Loss loss, TrainerOptions options) {
        this.loss = Objects.requireNonNull(loss, "loss");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * The losses of an epoch.
     *
     * @param number counted from 1
     * @param trainingLoss mean over the mini-batches, each computed before its optimiser step
     * @param validationLoss mean over the examples held out, after the epoch; empty if there are none
     * @param best whether the validation loss is the best so far
     */
    public record Epoch(int number, double trainingLoss, OptionalDouble validationLoss, boolean best) {}

    /**
     * The trained network and its epochs. The weights are those of the best epoch if examples were held out, otherwise
     * of the last.
     */
    public record Fit(Network network, List<Epoch> epochs) {}

    public Fit fit(Network network, Examples examples) {
        return fit(network, examples, epoch -> {});
    }

    /**
     * Trains from the weights that {@code network} has.
     *
     * @param progress called after each epoch
     * @throws IllegalStateException if the loss of an epoch is NaN
     */
    public Fit fit(Network network, Examples examples, Consumer<Epoch> progress) {
        int timesteps = examples.inputs().length
                / examples.count()
                / network.inputShape().features();
        int miniBatch = Math.min(options.miniBatch(), examples.count());
        try (BackPropagation propagation = new BackPropagation(network, miniBatch, timesteps)) {
            return new Run(network, examples, propagation, miniBatch).fit(progress);
        }
    }

    /** One training from beginning to end. */
    private final class Run {

        private final Network network;
        private final Examples examples;
        private final BackPropagation propagation;
        private final Random random = new Random(options.seed());
        private final int[] order;
        private final int trained;
        private final float[] parameters;
        private final Adam adam;
        private final float[] inputs;
        private final float[] labels;
        private final float[] weights;
        private final float[] outputGradients;
        private int steps;

        Run(Network network, Examples examples, BackPropagation propagation, int miniBatch) {
            this.network = network;
            this.examples = examples;
            this.propagation = propagation;
            this.order = new int[examples.count()];
            Arrays.setAll(order, i -> i);
            shuffle(order.length);
            // The examples after the first `trained` of this order are held out and stay there.
            this.trained = order.length - (int) Math.round(order.length * options.validationShare());
            if (trained == 0) {
                throw new IllegalArgumentException("validationShare: expected some of the " + order.length
                        + " examples to remain for training, but got " + options.validationShare());
            }
            this.parameters = network.parameters();
            this.adam = new Adam(parameters.length);
            this.inputs = new float[miniBatch * (examples.inputs().length / order.length)];
            this.labels = new float[miniBatch * (examples.labels().length / order.length)];
            this.weights = new float[miniBatch * (examples.weights().length / order.length)];
            this.outputGradients = new float[loss.outputs(labels.length)];
        }

        private void shuffle(int count) {
            for (int i = count - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }

        Fit fit(Consumer<Epoch> progress) {
            List<Epoch> epochs = new ArrayList<>();
            EarlyStopping stopping = new EarlyStopping(options.patience());
            boolean heldOut = trained < order.length;
            while (epochs.size() < options.epochs() && !(heldOut && stopping.exhausted())) {
                shuffle(trained);
                double trainingLoss = pass(0, trained, true);
                OptionalDouble validationLoss =
                        heldOut ? OptionalDouble.of(pass(trained, order.length, false)) : OptionalDouble.empty();
                if (!Double.isFinite(trainingLoss)) {
                    throw new IllegalStateException("the training has diverged: the loss of epoch "
                            + (epochs.size() + 1) + " is " + trainingLoss + "; a smaller learning rate may help");
                }
                boolean best = heldOut && stopping.improves(validationLoss.getAsDouble(), parameters);
                Epoch epoch = new Epoch(epochs.size() + 1, trainingLoss, validationLoss, best);
                epochs.add(epoch);
                progress.accept(epoch);
            }
            float[] result = heldOut ? stopping.bestParameters() : parameters;
            return new Fit(network.withParameters(result), List.copyOf(epochs));
        }

        /** Runs once through a part of the order, with or without training. Returns the mean loss. */
        private double pass(int from, int to, boolean learn) {
            int miniBatch = weights.length / (examples.weights().length / order.length);
            double sum = 0;
            double total = 0;
            for (int first = from; first < to; first += miniBatch) {
                double weight = take(first, Math.min(to, first + miniBatch));
                propagation.setParameters(parameters);
                float[] outputs = propagation.forward(inputs);
                sum += loss.sum(outputs, labels, weights, weight > 0 ? 1 / weight : 0, outputGradients);
                total += weight;
                if (learn) {
                    propagation.zeroGradients();
                    propagation.backward(outputGradients);
                    float[] gradients = propagation.gradients();
                    GradientClipping.byGlobalNorm(gradients, options.clipNorm());
                    adam.step(parameters, gradients, options.learningRate().at(steps++));
                }
            }
            return total > 0 ? sum / total : 0;
        }

        /** Collects a mini-batch and pads a short one with examples of weight 0. Returns the sum of the weights. */
        private double take(int from, int to) {
            Arrays.fill(weights, 0);
            double sum = 0;
            for (int i = from; i < to; i++) {
                copy(examples.inputs(), order[i], inputs, i - from);
                copy(examples.labels(), order[i], labels, i - from);
                copy(examples.weights(), order[i], weights, i - from);
            }
            for (float weight : weights) {
                sum += weight;
            }
            return sum;
        }

        private void copy(float[] source, int example, float[] target, int place) {
            int width = source.length / order.length;
            System.arraycopy(source, example * width, target, place * width, width);
        }
    }
}
