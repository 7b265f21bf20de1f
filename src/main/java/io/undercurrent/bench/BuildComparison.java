package io.undercurrent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of two builds that ran in turn on one machine.
 *
 * @param figures of the build in question, by name of the benchmark
 * @param others those of the build that it is compared with
 */
public record BuildComparison(Map<String, List<Measurement>> figures, Map<String, List<Measurement>> others) {

    /** A figure of both builds, with the ratio of the first to the second, pair of runs by pair of runs. */
    public record Pair(Measurement figure, Measurement other) {

        public Measurement ratio() {
            return figure.over(other, figure.name() + ", over the other build");
        }
    }

    /**
     * Runs both builds in pairs. Every second pair begins with the other build, so that a machine that warms up or slows down favours
     * neither.
     *
     * @param arguments of {@code bench} for one run
     * @param pairs at least 1
     * @throws IllegalStateException if one of them fails
     */
    public static BuildComparison run(
            Build build, Build other, List<String> arguments, int pairs, Benchmark.Progress progress)
            throws IOException, InterruptedException {
        Map<String, List<Measurement>> figures = new LinkedHashMap<>();
        Map<String, List<Measurement>> others = new LinkedHashMap<>();
        for (int pair = 0; pair < 2 * pairs; pair++) {
            boolean first = (pair % 2 == 0) == (pair / 2 % 2 == 0);
            Build next = first ? build : other;
            progress.doing("pair " + (pair / 2 + 1) + " of " + pairs + ", " + next.name());
            next.measure(arguments)
                    .forEach((name, run) -> (first ? figures : others).merge(name, run, BuildComparison::join));
        }
        return new BuildComparison(figures, others);
    }

    /** The figures that both builds have, in the order of the first. */
    public List<Pair> pairs(String benchmark) {
        List<Pair> pairs = new ArrayList<>();
        for (Measurement figure : figures.getOrDefault(benchmark, List.of())) {
            find(others.getOrDefault(benchmark, List.of()), figure)
                    .ifPresent(other -> pairs.add(new Pair(figure, other)));
        }
        return pairs;
    }

    private static List<Measurement> join(List<Measurement> before, List<Measurement> run) {
        List<Measurement> joined = new ArrayList<>();
        for (Measurement figure : before) {
            find(run, figure).ifPresent(more -> joined.add(figure.with(more.runs())));
        }
        return joined;
    }

    private static Optional<Measurement> find(List<Measurement> among, Measurement figure) {
        return among.stream()
                .filter(other ->
                        other.name().equals(figure.name()) && other.unit().equals(figure.unit()))
                .findFirst();
    }
}
