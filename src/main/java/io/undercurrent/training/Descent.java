package io.undercurrent.training;

import io.undercurrent.nn.training.Adam;
import io.undercurrent.nn.training.EarlyStopping;
import io.undercurrent.nn.training.GradientClipping;
import io.undercurrent.nn.training.LearningRateSchedule;
import io.undercurrent.nn.training.WeightAverage;
import io.undercurrent.training.TrainingListener.Progress;
import io.undercurrent.training.TrainingOutcome.Course;
import java.util.SplittableRandom;

/**
 * The steps of one training. The optimiser is Adam; the learning rate falls along half a cosine; weights are averaged over
 * steps, and the average is what is validated and kept. Of two rounds the second begins with the average of the first and
 * with the learning rate at its height again (warm restarts: Loshchilov and Hutter 2017). It takes place only if the second
 * half of the first still lowered the loss on the days held back, and its weights are kept only if they lower it further.
 */
final class Descent {

    private static final int WARM_UP_STEPS = 50;

    /** Averages the weights of about a hundred steps. */
    private static final double AVERAGE_DECAY = 0.99;

    /** Losses on the days held back that differ by less than this share count as equal. */
    private static final double TOLERANCE = 0.003;

    /** The last steps, as share of all, that decide whether the loss is still falling. */
    private static final double LAST_PART = 0.2;

    /** A loss that falls by this share of itself in the last part is still falling. */
    private static final double FALLING = 0.01;

    private final Shards shards;
    private final Adam adam;
    private final TrainingOptions options;
    private final double highestRate;
    private final boolean goesOn;
    private final TrainingListener listener;
    private final SplittableRandom random;
    private double training = Double.NaN;
    private double validation;
    private double kept;

    /**
     * @param adam for the parameters of the model that {@code shards} compute
     * @param highestRate highest learning rate
     * @param goesOn whether the weights to begin with are trained ones, which are worth keeping
     */
    Descent(
            Shards shards,
            Adam adam,
            TrainingOptions options,
            double highestRate,
            boolean goesOn,
            TrainingListener listener) {
        this.shards = shards;
        this.adam = adam;
        this.options = options;
        this.highestRate = highestRate;
        this.goesOn = goesOn;
        this.listener = listener;
        random = new SplittableRandom(options.seed());
    }

    /**
     * The weights kept.
     *
     * @param steps up to them; 0 if they are those of the beginning
     */
    record Fit(float[] parameters, int steps, Course course) {}

    /**
     * One round.
     *
     * @param loss on the days held back, of the weights kept
     * @param halfWay the lowest one of the first half
     */
    private record Round(float[] parameters, int steps, double loss, double halfWay, boolean falling, int tried) {

        /** Whether the second half lowered the loss. */
        boolean improvedToTheEnd() {
            return loss < (1 - TOLERANCE) * halfWay;
        }
    }

    /**
     * Walks from {@code beginning}, which is left as it is.
     *
     * @throws IllegalStateException if the loss becomes NaN
     */
    Fit from(float[] beginning) {
        validation = shards.validate(beginning);
        kept = validation;
        listener.onProgress(new Progress(0, options.steps(), training, validation, validation));
        Round first = round(beginning.clone(), 0, options.steps());
        boolean further = options.furtherSteps() > 0 && first.improvedToTheEnd();
        if (!further) {
            return new Fit(
                    first.parameters(),
                    first.steps(),
                    new Course(first.tried(), first.loss(), 0, Double.NaN, first.falling()));
        }
        Round second = round(first.parameters().clone(), options.steps(), options.furtherSteps());
        boolean better = second.loss() < first.loss();
        return new Fit(
                better ? second.parameters() : first.parameters(),
                better ? second.steps() : first.steps(),
                new Course(first.tried(), first.loss(), second.tried(), second.loss(), better && second.falling()));
    }

    private Round round(float[] parameters, int before, int steps) {
        WeightAverage average = new WeightAverage(parameters, AVERAGE_DECAY);
        LearningRateSchedule rate = LearningRateSchedule.cosine(highestRate, Math.min(WARM_UP_STEPS, steps / 2), steps);
        EarlyStopping best = new EarlyStopping(options.patience(), TOLERANCE);
        // Random weights are no candidate: they are what is left when nothing of the network is kept, which is for
        // Shrinkage to say.
        boolean countsBeginning = goesOn || before > 0;
        if (countsBeginning) {
            best.improves(kept, parameters);
        }
        int total = before + steps;
        double halfWay = kept;
        double nearTheEnd = kept;
        double lossSum = 0;
        int since = 0;
        int step = 0;
        while (step < steps && (before > 0 || !best.exhausted())) {
            step++;
            lossSum += requireNumber(shards.gradient(parameters, random.split()), before + step);
            since++;
            GradientClipping.byGlobalNorm(shards.sum(), options.clipNorm());
            adam.step(parameters, shards.sum(), rate.at(step - 1));
            average.update(parameters);
            if (step % options.evaluateEvery() == 0 || step == steps) {
                validation = requireNumber(shards.validate(average.average()), before + step);
                best.improves(validation, average.average());
                kept = best.bestLoss();
                halfWay = step <= steps / 2 ? kept : halfWay;
                nearTheEnd = step <= (1 - LAST_PART) * steps ? kept : nearTheEnd;
                training = lossSum / since;
                lossSum = 0;
                since = 0;
            }
            listener.onProgress(new Progress(before + step, total, training, validation, kept));
        }
        int evaluations = best.bestEpoch() + (countsBeginning ? 0 : 1);
        return new Round(
                best.bestParameters(),
                before + Math.min(steps, evaluations * options.evaluateEvery()),
                best.bestLoss(),
                halfWay,
                !best.exhausted() && best.bestLoss() < (1 - FALLING) * nearTheEnd,
                step);
    }

    private static double requireNumber(double loss, int step) {
        if (Double.isNaN(loss)) {
            throw new IllegalStateException("the training has diverged: the loss of step " + step + " is not a number");
        }
        return loss;
    }
}
