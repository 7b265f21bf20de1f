package io.undercurrent.bench.job;

import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pipeline against two. */
public final class ParallelismBenchmark implements Benchmark {

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
        JobSetup one = JobSetup.of(new Workload(keys, days, 0));
        Map<String, JobSetup> setups = new LinkedHashMap<>();
        setups.put("1 pipeline", one);
        setups.put("2 pipelines", one.withParallelism(2));
        Repetition.Rates rates = Repetition.rates(setups, repetitions, progress);
        List<Measurement> all = new ArrayList<>(rates.elapsed().values());
        all.add(rates.elapsed().get("2 pipelines").over(rates.elapsed().get("1 pipeline"), "two over one"));
        return all;
    }
}
