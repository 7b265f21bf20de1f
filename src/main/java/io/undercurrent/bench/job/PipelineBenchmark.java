package io.undercurrent.bench.job;

import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model against a random walk in its place, against bundles of one, and against itself where readings are late
 * or messages have fields of other names or are Avro, or a shadow forecasts beside it. */
public final class PipelineBenchmark implements Benchmark {

    private static final String MODEL = "model";
    private static final String RANDOM_WALK = "random walk";
    private static final String ALONE = "model, bundles of one";
    private static final String SHADOWED = "model, shadow on all series";
    private static final String LATE = "model, 5 % late";
    private static final String MAPPED = "model, fields of other names";
    private static final String AVRO = "model, Avro";
    private static final double LATE_SHARE = 0.05;

    private final int keys;
    private final int days;
    private final int repetitions;

    public PipelineBenchmark(int keys, int days, int repetitions) {
        this.keys = keys;
        this.days = days;
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String description() {
        return "the job with the model, with a random walk in its place, with bundles of one, with a shadow, with late"
                + " readings, with fields of other names, with Avro";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        JobSetup model = JobSetup.of(new Workload(keys, days, 0));
        Map<String, JobSetup> setups = new LinkedHashMap<>();
        setups.put(MODEL, model);
        setups.put(RANDOM_WALK, model.withForecasting(JobSetup.Forecasting.RANDOM_WALK));
        setups.put(ALONE, model.withBundle(1));
        setups.put(SHADOWED, model.withForecasting(JobSetup.Forecasting.MODEL_AND_SHADOW));
        setups.put(LATE, JobSetup.of(new Workload(keys, days, LATE_SHARE)));
        setups.put(MAPPED, JobSetup.of(new Workload(keys, days, 0, MessageForm.MAPPED)));
        setups.put(AVRO, JobSetup.of(new Workload(keys, days, 0, MessageForm.AVRO)));
        Repetition.Rates rates = Repetition.rates(setups, repetitions, progress);
        List<Measurement> all = new ArrayList<>(rates.all());
        for (String name : List.of(MODEL, RANDOM_WALK)) {
            JobRun.Outcome outcome = rates.last().get(name);
            double state = (double) outcome.checkpoints().stateBytes() / keys;
            all.add(Measurement.of(name + ", a forecast", "bytes", outcome.forecastBytes()));
            all.add(Measurement.of(name + ", state a series", "bytes", state));
        }
        all.addAll(rates.ratio(MODEL, RANDOM_WALK, "model over random walk"));
        all.addAll(rates.ratio(MODEL, ALONE, "bundles over bundles of one"));
        all.addAll(rates.ratio(SHADOWED, MODEL, "shadow on all series over without"));
        all.addAll(rates.ratio(MAPPED, MODEL, "fields of other names over the contract's"));
        all.addAll(rates.ratio(AVRO, MODEL, "Avro over the contract's JSON"));
        all.addAll(rates.ratio(LATE, MODEL, "5 % late over in order"));
        return all;
    }
}
