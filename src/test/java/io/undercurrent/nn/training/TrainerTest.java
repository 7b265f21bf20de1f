package io.undercurrent.nn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.nn.training.loss.BinaryCrossEntropy;
import io.undercurrent.nn.training.loss.CategoricalCrossEntropy;
import io.undercurrent.nn.training.loss.Loss;
import io.undercurrent.nn.training.loss.MeanSquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final int TIMESTEPS = 12;
    private static final int FEATURES = 3;

    /**
     * The point of recurrence. Each sequence of noise holds two marks; in one class the first mark comes before the second. The
     * other class is made of the same sequences backwards: the same vectors, only in another order.
     */
    @ParameterizedTest
    @ValueSource(strings = {"simple_rnn", "gru", "lstm"})
    void recurrentNetworksTellSequencesApartByTheirOrder(String kind) {
        Examples examples = sequences(1000, 1);
        Examples unseen = sequences(1000, 2);
        var input = Network.input(TIMESTEPS, FEATURES);
        var recurrent = switch (kind) {
            case "simple_rnn" -> input.simpleRnn(12);
            case "gru" -> input.gru(12);
            default -> input.lstm(12);
        };
        Network network = recurrent.dense(1, Activation.SIGMOID).build(3);
        Network trained = new Trainer(new BinaryCrossEntropy(), forSequences())
                .fit(network, examples)
                .network();
        double right = shareRight(trained, unseen.inputs(), unseen.labels());
        assertTrue(right > 0.95, kind + ": " + right + " of unseen sequences right");
    }

    @Test
    void aNetworkThatSeesNoOrderCannot() {
        Examples examples = sequences(1000, 1);
        Examples unseen = sequences(1000, 2);
        Network network = Network.input(Shape.vector(FEATURES))
                .dense(24, Activation.TANH)
                .dense(1, Activation.SIGMOID)
                .build(3);
        Examples bags = new Examples(examples.count(), meansOverTime(examples), examples.labels(), examples.weights());
        Network trained = new Trainer(new BinaryCrossEntropy(), forSequences())
                .fit(network, bags)
                .network();
        double right = shareRight(trained, meansOverTime(unseen), unseen.labels());
        assertTrue(right < 0.6, right + " of unseen sequences right");
        // The task itself is within its reach: whether a second mark is there at all it learns from the same means.
        float[] present = unseen.labels().clone();
        float[] erased = unseen.inputs().clone();
        for (int i = 0; i < unseen.count(); i++) {
            present[i] = i % 3 == 0 ? 1 : 0;
            for (int t = 0; t < TIMESTEPS && present[i] == 0; t++) {
                erased[(i * TIMESTEPS + t) * FEATURES + 1] = 0;
            }
        }
        Examples marks = Examples.of(unseen.count(), erased, present, new BinaryCrossEntropy());
        Examples markBags = new Examples(marks.count(), meansOverTime(marks), present, marks.weights());
        Network counting = new Trainer(new BinaryCrossEntropy(), forSequences())
                .fit(network, markBags)
                .network();
        assertTrue(shareRight(counting, markBags.inputs(), present) > 0.95);
    }

    private static TrainerOptions forSequences() {
        return TrainerOptions.defaults()
                .withEpochs(40)
                .withLearningRate(LearningRateSchedule.constant(0.01))
                .withSeed(4);
    }

    /** Sequences with (mark one, mark two, noise) and label 1 if mark one comes first; each followed by its reverse. */
    private static Examples sequences(int count, long seed) {
        Random random = new Random(seed);
        int width = TIMESTEPS * FEATURES;
        float[] inputs = new float[count * width];
        float[] labels = new float[count];
        for (int i = 0; i < count; i += 2) {
            int one = random.nextInt(TIMESTEPS);
            int two = (one + 1 + random.nextInt(TIMESTEPS - 1)) % TIMESTEPS;
            for (int t = 0; t < TIMESTEPS; t++) {
                float[] step = {t == one ? 1 : 0, t == two ? 1 : 0, (float) random.nextGaussian()};
                System.arraycopy(step, 0, inputs, i * width + t * FEATURES, FEATURES);
                int mirrored = TIMESTEPS - 1 - t;
                System.arraycopy(step, 0, inputs, (i + 1) * width + mirrored * FEATURES, FEATURES);
            }
            labels[i] = one < two ? 1 : 0;
            labels[i + 1] = 1 - labels[i];
        }
        return Examples.of(count, inputs, labels, new BinaryCrossEntropy());
    }

    private static float[] meansOverTime(Examples examples) {
        float[] means = new float[examples.count() * FEATURES];
        for (int i = 0; i < examples.count(); i++) {
            for (int j = 0; j < FEATURES; j++) {
                double sum = 0;
                for (int t = 0; t < TIMESTEPS; t++) {
                    sum += examples.inputs()[(i * TIMESTEPS + t) * FEATURES + j];
                }
                means[i * FEATURES + j] = (float) (sum / TIMESTEPS);
            }
        }
        return means;
    }

    private static double shareRight(Network network, float[] inputs, float[] labels) {
        float[] outputs = Inference.predict(network, inputs, labels.length);
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += outputs[i] > 0.5 == labels[i] > 0.5 ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** (20 timesteps, 100 features) → SimpleRnn(10) → Dense(3, softmax): which third of the features was active. */
    @Test
    void theClassifierOfTheTextbookLearns() {
        int count = 300;
        Random random = new Random(5);
        float[] inputs = new float[count * 20 * 100];
        float[] labels = new float[count * 3];
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(3);
            labels[i * 3 + label] = 1;
            for (int t = 0; t < 20; t++) {
                int active = 33 * label + random.nextInt(33);
                inputs[(i * 20 + t) * 100 + active] = 1;
            }
        }
        Loss loss = new CategoricalCrossEntropy(3);
        Network network = Network.input(20, 100)
                .simpleRnn(10)
                .dense(3, Activation.SOFTMAX)
                .build(6);
        TrainerOptions options = TrainerOptions.defaults().withLearningRate(LearningRateSchedule.constant(0.005));
        Network trained = new Trainer(loss, options)
                .fit(network, Examples.of(count, inputs, labels, loss))
                .network();
        float[] outputs = Inference.predict(trained, inputs, count);
        int right = 0;
        for (int i = 0; i < count; i++) {
            int best = 0;
            for (int k = 1; k < 3; k++) {
                best = outputs[i * 3 + k] > outputs[i * 3 + best] ? k : best;
            }
            right += (int) labels[i * 3 + best];
        }
        assertTrue(right > 0.95 * count, right + " of " + count + " right");
    }

    @Test
    void equalSeedsGiveEqualWeights() {
        Examples examples = sequences(200, 7);
        Network network =
                Network.input(FEATURES).gru(6).dense(1, Activation.SIGMOID).build(8);
        TrainerOptions options = TrainerOptions.defaults().withEpochs(3).withSeed(9);
        Trainer trainer = new Trainer(new BinaryCrossEntropy(), options);
        Trainer.Fit first = trainer.fit(network, examples);
        Trainer.Fit second = trainer.fit(network, examples);
        assertArrayEquals(first.network().parameters(), second.network().parameters());
        assertEquals(first.epochs(), second.epochs());
        Trainer other = new Trainer(new BinaryCrossEntropy(), options.withSeed(10));
        assertFalse(Arrays.equals(
                first.network().parameters(),
                other.fit(network, examples).network().parameters()));
    }

    /** Labels that are noise: the validation loss soon rises, training stops, and the best epoch's weights come back. */
    @Test
    void stopsEarlyWithTheBestWeights() {
        Random random = new Random(11);
        int count = 60;
        float[] inputs = new float[count * 4];
        float[] labels = new float[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < count; i++) {
            labels[i] = (float) random.nextGaussian();
        }
        Loss loss = new MeanSquaredError();
        Network network = Network.input(Shape.vector(4))
                .dense(30, Activation.TANH)
                .dense(1, Activation.LINEAR)
                .build(12);
        TrainerOptions options = TrainerOptions.defaults()
                .withEpochs(500)
                .withValidation(0.5, 5)
                .withLearningRate(LearningRateSchedule.constant(0.02));
        Examples examples = Examples.of(count, inputs, labels, loss);
        List<Trainer.Epoch> heard = new ArrayList<>();
        Trainer.Fit fit = new Trainer(loss, options).fit(network, examples, heard::add);
        assertEquals(heard, fit.epochs());
        int epochs = heard.size();
        assertTrue(epochs < 500, "no early stop");
        Trainer.Epoch best = heard.get(epochs - 1 - 5);
        assertTrue(best.best());
        for (Trainer.Epoch epoch : heard) {
            assertTrue(
                    epoch.validationLoss().getAsDouble()
                            >= best.validationLoss().getAsDouble(),
                    epoch.toString());
        }
        // Trained for just as many epochs as the best one took, the same weights come out.
        Trainer.Fit shorter = new Trainer(loss, options.withEpochs(best.number())).fit(network, examples);
        assertArrayEquals(shorter.network().parameters(), fit.network().parameters());
    }

    @Test
    void withoutValidationAllEpochsAreTrained() {
        Examples examples = sequences(50, 13);
        Network network = Network.input(FEATURES)
                .simpleRnn(4)
                .dense(1, Activation.SIGMOID)
                .build(14);
        TrainerOptions options =
                TrainerOptions.defaults().withEpochs(7).withMiniBatch(16).withValidation(0, 1);
        Trainer.Fit fit = new Trainer(new BinaryCrossEntropy(), options).fit(network, examples);
        assertEquals(7, fit.epochs().size());
        assertEquals(OptionalDouble.empty(), fit.epochs().get(6).validationLoss());
        assertTrue(fit.epochs().get(6).trainingLoss() < fit.epochs().get(0).trainingLoss());
    }

    /** With steps too small to change anything, the losses are those of the network as it is, also where mini-batches are short. */
    @Test
    void theLossesOfAnEpochCountEachExampleOnce() {
        Examples examples = sequences(42, 17);
        Network network =
                Network.input(FEATURES).gru(4).dense(1, Activation.SIGMOID).build(18);
        float[] outputs = Inference.predict(network, examples.inputs(), 42);
        double expected = 42
                * new BinaryCrossEntropy()
                        .mean(outputs, examples.labels(), examples.weights(), new float[outputs.length]);
        TrainerOptions options = TrainerOptions.defaults()
                .withEpochs(3)
                .withMiniBatch(8)
                .withValidation(0.3, 5)
                .withLearningRate(LearningRateSchedule.constant(1e-30));
        for (Trainer.Epoch epoch : new Trainer(new BinaryCrossEntropy(), options)
                .fit(network, examples)
                .epochs()) {
            double sum = 29 * epoch.trainingLoss() + 13 * epoch.validationLoss().getAsDouble();
            assertEquals(expected, sum, 1e-4, epoch.toString());
        }
    }

    /** What weighs nothing changes nothing, be it wrong or missing. */
    @Test
    void examplesOfNoWeightAreNotLearned() {
        Examples examples = sequences(64, 15);
        float[] weights = new float[64];
        Arrays.fill(weights, 0, 32, 1);
        float[] wrong = examples.labels().clone();
        for (int i = 32; i < 64; i++) {
            wrong[i] = i % 2 == 0 ? Float.NaN : 1 - wrong[i];
        }
        Network network =
                Network.input(FEATURES).gru(4).dense(1, Activation.SIGMOID).build(16);
        TrainerOptions options = TrainerOptions.defaults().withEpochs(2).withValidation(0, 1);
        Trainer trainer = new Trainer(new BinaryCrossEntropy(), options);
        Network right = trainer.fit(network, new Examples(64, examples.inputs(), examples.labels(), weights))
                .network();
        Network same = trainer.fit(network, new Examples(64, examples.inputs(), wrong, weights))
                .network();
        assertArrayEquals(right.parameters(), same.parameters());
    }

    @Test
    void divergenceIsSaid() {
        Loss loss = new MeanSquaredError();
        Network network =
                Network.input(Shape.vector(1)).dense(1, Activation.LINEAR).build(1);
        Examples examples = Examples.of(2, new float[] {1e30f, 1}, new float[] {1, 1}, loss);
        TrainerOptions options =
                TrainerOptions.defaults().withValidation(0, 1).withLearningRate(LearningRateSchedule.constant(1e30));
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> new Trainer(loss, options).fit(network, examples));
        assertTrue(e.getMessage().startsWith("the training has diverged: the loss of epoch "), e.getMessage());
    }

    @Test
    void refusesWhatCannotBeTrained() {
        TrainerOptions options = TrainerOptions.defaults();
        assertThrows(IllegalArgumentException.class, () -> options.withEpochs(0));
        assertThrows(IllegalArgumentException.class, () -> options.withMiniBatch(0));
        assertThrows(IllegalArgumentException.class, () -> options.withValidation(1, 1));
        assertThrows(IllegalArgumentException.class, () -> options.withValidation(0.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Examples(3, new float[4], new float[3], new float[3]));
        assertThrows(IllegalArgumentException.class, () -> new Examples(0, new float[4], new float[3], new float[3]));
        Network network = Network.input(5, 2).gru(3).build(1);
        Examples tooShort = Examples.of(2, new float[16], new float[6], new MeanSquaredError());
        assertEquals(
                "timesteps: expected 5, but got 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Trainer(new MeanSquaredError(), options).fit(network, tooShort))
                        .getMessage());
    }
}
