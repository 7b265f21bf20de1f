package io.undercurrent.bench.job;

import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pipeline against two, beside what two threads that share nothing reach on this machine. */
public final class ParallelismBenchmark implements Benchmark {

    private static final String ONE = "1 pipeline";
    private static final String TWO = "2 pipelines";

    private final int keys;
    private final int days;
    private final int repetitions;

    public ParallelismBenchmark(int keys, int days, int repetitions) {
        this.keys = keys;
        this.days = days;
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "parallelism";
    }

    @Override
    public String description() {
        return "two pipelines against one";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        progress.doing("two threads that share nothing");
        Measurement arithmetic = measure("two threads over one, arithmetic", TwoThreads::arithmetic);
        Measurement memory = measure("two threads over one, memory", TwoThreads::memory);
        JobSetup one = JobSetup.of(new Workload(keys, days, 0));
        Map<String, JobSetup> setups = new LinkedHashMap<>();
        setups.put(ONE, one);
        setups.put(TWO, one.withParallelism(2));
        Repetition.Rates rates = Repetition.rates(setups, repetitions, progress);
        List<Measurement> all = new ArrayList<>(rates.all());
        all.addAll(rates.ratio(TWO, ONE, "two pipelines over one"));
        for (String name : setups.keySet()) {
            all.add(rates.elapsed().get(name).over(rates.processor().get(name), name + ", processors busy"));
        }
        all.add(arithmetic);
        all.add(memory);
        return all;
    }

    private Measurement measure(String name, SpeedUp speedUp) {
        double[] runs = new double[repetitions];
        try {
            speedUp.measure();
            for (int run = 0; run < repetitions; run++) {
                runs[run] = speedUp.measure();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + name, stop);
        }
        return Measurement.of(name, "x", runs);
    }

    private interface SpeedUp {
        double measure() throws InterruptedException;
    }
}
