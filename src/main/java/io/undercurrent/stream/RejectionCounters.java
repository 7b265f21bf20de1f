package io.undercurrent.stream;

import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The metrics {@code rejected.<code>}: one counter a reason. */
final class RejectionCounters {

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    RejectionCounters(MetricGroup operator) {
        MetricGroup group = operator.addGroup("rejected");
        for (Reason reason : Reason.values()) {
            counters.put(reason, group.counter(reason.code()));
        }
    }

    void count(Rejection rejection) {
        counters.get(rejection.reason()).inc();
    }
}
