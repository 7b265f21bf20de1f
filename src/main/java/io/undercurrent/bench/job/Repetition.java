package io.undercurrent.bench.job;

import io.undercurrent.bench.Benchmark.Progress;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs several setups in turn, again and again, so that what slows the machine for a while slows all of them. */
final class Repetition {

    private Repetition() {}

    /**
     * Rates by the names of their setups, one a repetition.
     *
     * @param last what came of the last run of each
     */
    record Rates(
            Map<String, Measurement> elapsed, Map<String, Measurement> processor, Map<String, JobRun.Outcome> last) {

        /** All figures. */
        List<Measurement> all() {
            List<Measurement> all = new ArrayList<>(elapsed.values());
            all.addAll(processor.values());
            return all;
        }

        /** One setup over another, by the clock and by processor time. */
        List<Measurement> ratio(String one, String other, String name) {
            return List.of(
                    elapsed.get(one).over(elapsed.get(other), name),
                    processor.get(one).over(processor.get(other), name + ", processor time"));
        }
    }

    /**
     * @param setups by name
     */
    static Rates rates(Map<String, JobSetup> setups, int repetitions, Progress progress) {
        Map<String, List<JobRun.Outcome>> outcomes = new LinkedHashMap<>();
        // The compiler works on the first jobs of a JVM, whatever they do: that round is not counted.
        for (Map.Entry<String, JobSetup> setup : setups.entrySet()) {
            progress.doing("warming up, " + setup.getKey());
            JobRun.of(setup.getValue());
        }
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Map.Entry<String, JobSetup> setup : setups.entrySet()) {
                progress.doing("run " + repetition + " of " + repetitions + ", " + setup.getKey());
                outcomes.computeIfAbsent(setup.getKey(), unused -> new ArrayList<>())
                        .add(JobRun.of(setup.getValue()));
            }
        }
        Map<String, Measurement> elapsed = new LinkedHashMap<>();
        Map<String, Measurement> processor = new LinkedHashMap<>();
        Map<String, JobRun.Outcome> last = new LinkedHashMap<>();
        outcomes.forEach((name, runs) -> {
            last.put(name, runs.get(runs.size() - 1));
            elapsed.put(
                    name,
                    new Measurement(
                            name,
                            "readings/s",
                            runs.stream().map(JobRun.Outcome::rate).toList()));
            processor.put(
                    name,
                    new Measurement(
                            name,
                            "readings/processor s",
                            runs.stream().map(JobRun.Outcome::processorRate).toList()));
        });
        return new Rates(elapsed, processor, last);
    }
}
