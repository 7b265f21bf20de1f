package io.undercurrent.job.sums;

import io.undercurrent.reconciliation.continuous.SettledSums;
import io.undercurrent.reconciliation.continuous.Taken;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.metric.RejectionCounters;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of forecasts that are made to add up. */
final class SumsMetrics {

    private final Counter forecasts;
    private final Counter scores;
    private final Counter unchanged;
    private final Counter outdated;
    private final Counter reconciled;
    private final Counter revised;
    private final Counter incomplete;
    private final RejectionCounters rejections;
    /** By part of the hierarchy: series that its newest origin lacked. */
    private final Map<String, Integer> missing = new HashMap<>();

    SumsMetrics(MetricGroup operator) {
        forecasts = operator.counter("forecasts");
        scores = operator.counter("scores");
        unchanged = operator.counter("unchanged");
        outdated = operator.counter("outdated");
        reconciled = operator.counter("reconciled");
        revised = operator.counter("revised");
        incomplete = operator.counter("incomplete");
        rejections = new RejectionCounters(operator);
        operator.gauge(
                "missingSeries",
                () -> missing.values().stream().mapToInt(Integer::intValue).sum());
    }

    void taken(Taken taken, boolean score) {
        (score ? scores : forecasts).inc();
        if (taken == Taken.UNCHANGED) {
            unchanged.inc();
        } else if (taken == Taken.OUTDATED) {
            outdated.inc();
        }
    }

    void rejected(Rejection rejection) {
        rejections.count(rejection);
    }

    void settled(String part, SettledSums sums) {
        reconciled.inc(sums.written());
        revised.inc(sums.revised());
        incomplete.inc(sums.incomplete());
        if (sums.incomplete() > 0 || sums.written() > sums.revised()) {
            missing.put(part, sums.missing().size());
        }
    }
}
