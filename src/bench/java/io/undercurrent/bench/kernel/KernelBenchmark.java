package io.undercurrent.bench.kernel;

import io.undercurrent.nn.matrix.Backends;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One timestep of a recurrent layer for some rows on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class KernelBenchmark {

    /** Features of a day in the default model, within one. */
    private static final int FEATURES = 16;

    private static final int STEPS_COMPARED = 20;
    private static final float TOLERANCE = 1e-5f;
    private static final long SEED = 1;

    @Param({"simple-rnn", "gru", "lstm"})
    private String cell;

    @Param({"32", "64", "128"})
    private int units;

    @Param({"1", "8", "64", "256", "1024"})
    private int rows;

    /** Who makes the step. */
    @Param({"undercurrent", "onnxruntime", "nd4j"})
    private String engine;

    private Step step;

    /** Makes the steps, and lets all engines go the same way first: whoever differs is not timed. */
    @Setup
    public void open() {
        LayerWeights layer = LayerWeights.random(cell, FEATURES, units, SEED);
        float[] inputs = new float[rows * FEATURES];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 4 * (float) random.nextDouble() - 2;
        }
        requireAgreement(layer, inputs);
        step = step(engine, layer, inputs);
    }

    private Step step(String name, LayerWeights layer, float[] inputs) {
        return switch (name) {
            case "undercurrent" -> new StepperStep(layer, rows, inputs, Backends.current());
            case "onnxruntime" -> new OnnxStep(layer, rows, inputs);
            case "nd4j" -> new Nd4jStep(layer, rows, inputs);
            default ->
                throw new IllegalArgumentException(
                        "engine: expected undercurrent, onnxruntime or nd4j, but got " + name);
        };
    }

    private void requireAgreement(LayerWeights layer, float[] inputs) {
        try (Step ours = step("undercurrent", layer, inputs);
                Step onnx = step("onnxruntime", layer, inputs);
                Step nd4j = step("nd4j", layer, inputs)) {
            for (int i = 0; i < STEPS_COMPARED; i++) {
                ours.run();
                onnx.run();
                nd4j.run();
                requireEqual("onnxruntime", onnx.states(), ours.states());
                requireEqual("nd4j", nd4j.states(), ours.states());
            }
        }
    }

    private static void requireEqual(String other, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= TOLERANCE)) {
                throw new IllegalStateException("states of " + other + ": expected " + expected[i] + " at " + i
                        + " within " + TOLERANCE + ", but got " + actual[i]);
            }
        }
    }

    @Benchmark
    public void step() {
        step.run();
    }

    @TearDown
    public void close() {
        step.close();
    }
}
