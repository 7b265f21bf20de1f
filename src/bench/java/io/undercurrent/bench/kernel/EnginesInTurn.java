package io.undercurrent.bench.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Ours and ONNX Runtime in turn on one thread of one JVM, the least processor time of many turns: for a machine that is busy
 * otherwise, on which the clock of {@link KernelBenchmark} would count the others' time too.
 */
final class EnginesInTurn {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEATURES = 16;
    private static final int WARM_UP_TURNS = 5;
    private static final int TURNS = 25;
    private static final int ROWS_A_TURN = 40_000;
    private static final double NANOS_A_MICRO = 1000;

    private EnginesInTurn() {}

    static void compare(int rows) {
        System.out.println("Least processor time of a step in microseconds");
        System.out.println("cell        units   rows  undercurrent  onnxruntime  ratio");
        for (String cell : List.of("simple-rnn", "gru", "lstm")) {
            for (int units : List.of(32, 64, 128)) {
                compare(cell, units, rows);
            }
        }
    }

    private static void compare(String cell, int units, int rows) {
        LayerWeights layer = LayerWeights.random(cell, FEATURES, units, 1);
        float[] inputs = new float[rows * FEATURES];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 4 * (float) random.nextDouble() - 2;
        }
        double ours = Double.MAX_VALUE;
        double theirs = Double.MAX_VALUE;
        try (Step our = new StepperStep(layer, rows, inputs);
                Step their = new OnnxStep(layer, rows, inputs)) {
            for (int turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
                double ourTurn = micros(our, rows);
                double theirTurn = micros(their, rows);
                if (turn >= WARM_UP_TURNS) {
                    ours = Math.min(ours, ourTurn);
                    theirs = Math.min(theirs, theirTurn);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-10s  %5d  %5d  %12.1f  %11.1f  %5.2f%n",
                cell,
                units,
                rows,
                ours,
                theirs,
                theirs / ours);
    }

    private static double micros(Step step, int rows) {
        int steps = Math.max(1, ROWS_A_TURN / rows);
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / NANOS_A_MICRO / steps;
    }
}
