package io.undercurrent.training;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.training.SequenceSampler.ValidationSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cuts mini-batches into {@link TrainingOptions#SHARDS} parts, works on them side by side, and adds up what they give in order. */
final class Shards implements AutoCloseable {

    private final List<Shard> shards = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(TrainingOptions.SHARDS, task -> {
        Thread thread = new Thread(task, "training");
        thread.setDaemon(true);
        return thread;
    });
    private final float[] sum;

    private record Shard(Sequences sequences, ForecastGradient gradient) {}

    Shards(ForecastModel model, TrainingOptions options) {
        for (int i = 0; i < TrainingOptions.SHARDS; i++) {
            Sequences sequences = new Sequences(
                    model.spec(), options.sequences() / TrainingOptions.SHARDS, options.timesteps(), options.origins());
            shards.add(new Shard(sequences, new ForecastGradient(model, sequences)));
        }
        sum = new float
                [model.networks().values().stream()
                        .mapToInt(network -> network.parameterCount())
                        .sum()];
    }

    /**
     * Computes the gradient of the mean loss on a mini-batch drawn with {@code random}; see {@link #sum}.
     *
     * @return the mean loss
     */
    double gradient(float[] parameters, SequenceSampler sampler, SplittableRandom random) {
        List<Callable<float[]>> tasks = new ArrayList<>();
        for (Shard shard : shards) {
            SplittableRandom own = random.split();
            tasks.add(() -> {
                sampler.sample(shard.sequences(), own);
                shard.gradient().setParameters(parameters);
                shard.gradient().forward();
                return shard.gradient().backward();
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

    /** The mean loss on the days held back. */
    double validate(float[] parameters, SequenceSampler sampler, List<ValidationSequence> held) {
        double loss = 0;
        long terms = 0;
        int batch = shards.get(0).sequences().batch;
        int whole = batch * shards.size();
        for (int from = 0; from < held.size(); from += whole) {
            List<Callable<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < shards.size(); i++) {
                Shard shard = shards.get(i);
                int first = from + i * batch;
                tasks.add(() -> {
                    for (int j = 0; j < batch; j++) {
                        // A last batch that is not full starts over: what it sees twice it weighs twice, always alike.
                        sampler.fill(shard.sequences(), j, held.get((first + j) % held.size()));
                    }
                    shard.gradient().setParameters(parameters);
                    shard.gradient().forward();
                    return null;
                });
            }
            run(tasks);
            loss += lossSum();
            terms += terms();
        }
        return terms == 0 ? Double.NaN : loss / terms;
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
