package io.undercurrent.bench.training;

import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.comparison.Report;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.training.BackPropagation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A Gru forward and backward through time, ours and {@link UnfusedGru} in turn on one thread; gradients that differ are refused. */
@Command(
        name = "training",
        description = "Compares back-propagation through time with the same formulas in plain calls of ND4J.",
        mixinStandardHelpOptions = true)
public final class TrainingComparison implements Callable<Integer> {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEATURES = 16;
    private static final int WARM_UP_TURNS = 20;

    /** Of the largest gradient. */
    private static final float TOLERANCE = 1e-4f;

    private static final double NANOS_A_SECOND = 1e9;

    @Option(names = "--units", paramLabel = "N", description = "Units (default: ${DEFAULT-VALUE}).")
    private int units = 48;

    @Option(names = "--series", paramLabel = "N", description = "Series of a mini-batch (default: ${DEFAULT-VALUE}).")
    private int series = 32;

    @Option(names = "--days", paramLabel = "N", description = "Days of each series (default: ${DEFAULT-VALUE}).")
    private int days = 64;

    @Option(names = "--turns", paramLabel = "N", description = "Turns that count (default: ${DEFAULT-VALUE}).")
    private int turns = 15;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures to this file.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("units", Integer.toString(units));
        options.put("series", Integer.toString(series));
        options.put("days", Integer.toString(days));
        options.put("turns", Integer.toString(turns));
        Report report = new Report(options);
        report.add("gru, forward and backward", compare());
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    private List<Measurement> compare() {
        Network network = Network.input(FEATURES).gru(units).returnSequences().build(1);
        float[] inputs = random(series * days * FEATURES, 2);
        float[] outputGradients = random(series * days * units, 3);
        UnfusedGru unfused = new UnfusedGru((Gru) network.layers().get(0));
        List<INDArray> theirInputs = timesteps(inputs, FEATURES);
        List<INDArray> theirGradients = timesteps(outputGradients, units);
        double[] ours = new double[turns];
        double[] theirs = new double[turns];
        try (BackPropagation propagation = new BackPropagation(network, series, days)) {
            for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
                double our = rate(() -> {
                    propagation.forward(inputs);
                    propagation.zeroGradients();
                    propagation.backward(outputGradients);
                });
                double their = rate(() -> {
                    unfused.forward(theirInputs);
                    unfused.backward(theirGradients);
                });
                requireAgreement(propagation.gradients(), unfused.gradients());
                if (turn >= 0) {
                    ours[turn] = our;
                    theirs[turn] = their;
                }
            }
        }
        Measurement our = Measurement.of("undercurrent", "series x days/s", ours);
        Measurement their = Measurement.of("plain ND4J", "series x days/s", theirs);
        return List.of(our, their, our.over(their, "undercurrent over plain ND4J"));
    }

    private double rate(Runnable pass) {
        long start = THREADS.getCurrentThreadCpuTime();
        pass.run();
        return series * days * NANOS_A_SECOND / (THREADS.getCurrentThreadCpuTime() - start);
    }

    /** From (series × days × width) to one (series × width) a day. */
    private List<INDArray> timesteps(float[] values, int width) {
        List<INDArray> timesteps = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            float[] rows = new float[series * width];
            for (int row = 0; row < series; row++) {
                System.arraycopy(values, (row * days + day) * width, rows, row * width, width);
            }
            timesteps.add(Nd4j.createFromArray(rows).reshape(series, width));
        }
        return timesteps;
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * (float) random.nextDouble() - 1;
        }
        return values;
    }

    private static void requireAgreement(float[] expected, float[] actual) {
        float largest = 0;
        for (float gradient : expected) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        for (int i = 0; i < expected.length; i++) {
            if (expected.length != actual.length || !(Math.abs(expected[i] - actual[i]) <= TOLERANCE * largest)) {
                throw new IllegalStateException("gradients of plain ND4J: expected " + expected[i] + " at " + i
                        + " within " + TOLERANCE + " of the largest, " + largest + ", but got " + actual[i]);
            }
        }
    }
}
