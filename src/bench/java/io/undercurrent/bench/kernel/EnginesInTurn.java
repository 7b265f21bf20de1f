package io.undercurrent.bench.kernel;

import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Backends;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Our back ends and ONNX Runtime in turn on one thread of one JVM, the least processor time of many turns: for a machine that is busy
 * otherwise, on which the clock of {@link KernelBenchmark} would count the others' time too.
 */
final class EnginesInTurn {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    static final int FEATURES = 16;
    private static final int WARM_UP_TURNS = 5;
    private static final int TURNS = 25;
    private static final int ROWS_A_TURN = 40_000;
    /** A row alone takes as long as many in company. */
    private static final int STEPS_A_TURN = 4_000;

    private static final double NANOS_A_MICRO = 1000;

    private EnginesInTurn() {}

    static void compare(List<Integer> rows) {
        Backend ours = Backends.current();
        System.out.println("Least processor time of a step in microseconds, and how many times as long others take: "
                + ours.description() + "; " + Backends.blas().description() + "; ONNX Runtime");
        System.out.println("cell        units   rows  undercurrent          openblas       onnxruntime");
        for (int count : rows) {
            for (String cell : List.of("simple-rnn", "gru", "lstm")) {
                for (int units : List.of(32, 64, 128)) {
                    compare(cell, units, count, ours);
                }
            }
        }
    }

    private static void compare(String cell, int units, int rows, Backend backend) {
        LayerWeights layer = LayerWeights.random(cell, FEATURES, units, 1);
        float[] inputs = inputs(rows);
        try (Step ours = new StepperStep(layer, rows, inputs, backend);
                Step blas = new StepperStep(layer, rows, inputs, Backends.blas());
                Step onnx = new OnnxStep(layer, rows, inputs)) {
            double[] least = least(List.of(ours, blas, onnx), rows);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s  %5d  %5d  %12.2f  %8.2f (%5.2f)  %8.2f (%5.2f)%n",
                    cell,
                    units,
                    rows,
                    least[0],
                    least[1],
                    least[1] / least[0],
                    least[2],
                    least[2] / least[0]);
        }
    }

    /** The least processor time of a step of each engine, in microseconds. */
    static double[] least(List<Step> engines, int rows) {
        double[] least = new double[engines.size()];
        Arrays.fill(least, Double.MAX_VALUE);
        for (int turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
            for (int engine = 0; engine < least.length; engine++) {
                double micros = micros(engines.get(engine), rows);
                if (turn >= WARM_UP_TURNS) {
                    least[engine] = Math.min(least[engine], micros);
                }
            }
        }
        return least;
    }

    static float[] inputs(int rows) {
        float[] inputs = new float[rows * FEATURES];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 4 * (float) random.nextDouble() - 2;
        }
        return inputs;
    }

    private static double micros(Step step, int rows) {
        int steps = Math.max(1, Math.min(STEPS_A_TURN, ROWS_A_TURN / rows));
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / NANOS_A_MICRO / steps;
    }
}
