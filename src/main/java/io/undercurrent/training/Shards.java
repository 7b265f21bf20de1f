package io.undercurrent.training;

import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Splits mini-batches into {@link TrainingOptions#SHARDS} parts, computes them in parallel, and adds the results in a
 * fixed order.
 */
final class Shards implements AutoCloseable {

    /** Number of stretches used for each regular validation. */
    private static final int FEW_WALKS = 64;

    /** Number of stretches used for the final validation. */
    private static final int MANY_WALKS = 512;

    private final List<Shard> shards = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(TrainingOptions.SHARDS, task -> {
        Thread thread = new Thread(task, "training");
        thread.setDaemon(true);
        return thread;
    });
    private final Validation validation;
    private final Validation judged;
    private final float[] sum;

    private record Shard(Sequences sequences, Walks walks, ForecastGradient gradient, float[] states) {}

    Shards(RecurrentModel model, List<History> histories, TrainingPeriod period, TrainingOptions options) {
        int batch = options.sequences() / TrainingOptions.SHARDS;
        Encodings encodings = new Encodings(model.spec(), histories);
        for (int i = 0; i < TrainingOptions.SHARDS; i++) {
            Sequences sequences = new Sequences(
                    model.spec(), encodings, model.stateSize(), batch, options.timesteps(), options.origins());
            shards.add(new Shard(
                    sequences,
                    new Walks(histories, period, sequences),
                    new ForecastGradient(model, sequences),
                    new float[batch * model.stateSize()]));
        }
        validation = new Validation(histories, period, model.spec(), options.timesteps(), options.origins(), FEW_WALKS);
        judged = new Validation(histories, period, model.spec(), options.timesteps(), options.origins(), MANY_WALKS);
        sum = new float
                [model.networks().values().stream()
                        .mapToInt(network -> network.parameterCount())
                        .sum()];
    }

    /**
     * Computes the gradient of the mean loss on the next mini-batch; see {@link #sum}.
     *
     * @return the mean loss
     */
    double gradient(float[] parameters, SplittableRandom random) {
        List<Callable<float[]>> tasks = new ArrayList<>();
        for (Shard shard : shards) {
            SplittableRandom own = random.split();
            tasks.add(() -> {
                ForecastGradient gradient = shard.gradient();
                shard.walks().advance(shard.states(), own);
                gradient.setParameters(parameters);
                float[] learned = gradient.learn();
                System.arraycopy(gradient.finalStates(), 0, shard.states(), 0, shard.states().length);
                return learned;
            });
        }
        List<float[]> gradients = run(tasks);
        long terms = Math.max(1, terms());
        Arrays.fill(sum, 0);
        for (float[] gradient : gradients) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i] / terms;
            }
        }
        return lossSum() / terms;
    }

    /** The gradient that {@link #gradient} found: one flat array for the whole model, overwritten by the next. */
    float[] sum() {
        return sum;
    }

    /**
     * The mean loss on the days held back.
     *
     * @throws IllegalArgumentException if no forecast has a value to compare with
     */
    double validate(float[] parameters) {
        double loss = 0;
        long terms = 0;
        int batch = shards.get(0).sequences().batch;
        for (int from = 0; from < validation.size(); from += batch * shards.size()) {
            validate(validation, from, parameters);
            loss += lossSum();
            terms += terms();
        }
        if (terms == 0) {
            throw new IllegalArgumentException(validation.nothingMet());
        }
        return loss / terms;
    }

    /** Runs walks from number {@code from} on, one shard after the other having its share of them. */
    private void validate(Validation walks, int from, float[] parameters) {
        int batch = shards.get(0).sequences().batch;
        List<Callable<float[]>> tasks = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            int first = from + i * batch;
            tasks.add(() -> validate(walks, shard, first, parameters));
        }
        run(tasks);
    }

    private float[] validate(Validation walks, Shard shard, int first, float[] parameters) {
        ForecastGradient gradient = shard.gradient();
        gradient.setParameters(parameters);
        for (int leadIn = Validation.LEAD_IN; leadIn >= 0; leadIn--) {
            walks.fill(shard.sequences(), first, leadIn, gradient.finalStates());
            gradient.forward();
        }
        return gradient.finalStates();
    }

    /** See {@link Validation#young}. */
    int young() {
        return judged.young();
    }

    /**
     * Shows the network's outputs on the days held back to {@code judge}, for more series than {@link #validate} uses.
     */
    void show(float[] parameters, Judge judge) {
        int batch = shards.get(0).sequences().batch;
        for (int from = 0; from < judged.size(); from += batch * shards.size()) {
            validate(judged, from, parameters);
            for (int i = 0; i < shards.size(); i++) {
                Shard shard = shards.get(i);
                int origins = shard.sequences().origins;
                int first = from + i * batch;
                for (int walk = first; walk < Math.min(first + batch, judged.size()); walk++) {
                    judge.see(
                            judged.walk(walk), shard.gradient().outputs(), shard.sequences(), (walk - first) * origins);
                }
            }
        }
    }

    /** Receives the network's outputs from the origins of one walk, with the values that came. */
    interface Judge {

        /**
         * @param outputs see {@link ForecastGradient#outputs}
         * @param sequences holds the values that came
         * @param firstRow first row of the walk's origins in both
         */
        void see(Validation.Walk walk, float[] outputs, Sequences sequences, int firstRow);
    }

    private double lossSum() {
        return shards.stream().mapToDouble(shard -> shard.gradient().lossSum()).sum();
    }

    private long terms() {
        return shards.stream().mapToLong(shard -> shard.gradient().terms()).sum();
    }

    private List<float[]> run(List<Callable<float[]>> tasks) {
        try {
            List<float[]> results = new ArrayList<>();
            for (Future<float[]> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the training failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        shards.forEach(shard -> shard.gradient().close());
    }
}
