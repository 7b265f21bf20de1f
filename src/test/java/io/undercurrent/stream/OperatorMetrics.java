package io.undercurrent.stream;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;

/** What an operator in a harness counts. */
final class OperatorMetrics implements AutoCloseable {

    private final InterceptingOperatorMetricGroup counted = new InterceptingOperatorMetricGroup();
    private final MockEnvironment environment = MockEnvironment.builder()
            .setMetricGroup(new InterceptingTaskMetricGroup() {
                @Override
                public InternalOperatorMetricGroup getOrAddOperator(
                        OperatorID id, String name, Map<String, String> variables) {
                    return counted;
                }
            })
            .build();

    /** For the harness. */
    MockEnvironment environment() {
        return environment;
    }

    long count(String name) {
        return ((Counter) counted.get(name)).getCount();
    }

    @Override
    public void close() throws IOException {
        try {
            environment.close();
        } catch (Exception failure) {
            throw new IOException("the environment did not close", failure);
        }
    }
}
