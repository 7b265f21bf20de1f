package io.undercurrent.stream.metric;

import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The metric {@code rejected}: one counter a reason, which becomes a label. */
public final class RejectionCounters {

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    public RejectionCounters(MetricGroup operator) {
        for (Reason reason : Reason.values()) {
            counters.put(reason, operator.addGroup("reason", reason.code()).counter("rejected"));
        }
    }

    public void count(Rejection rejection) {
        counters.get(rejection.reason()).inc();
    }
}
