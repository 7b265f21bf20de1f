package io.undercurrent.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** What an operator keeps of each series, and what it lets leave aside. */
final class StoredValues {

    private StoredValues() {}

    static <T> List<T> of(AbstractStreamOperatorTestHarness<?> harness, String state, TypeInformation<T> type)
            throws Exception {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        List<T> values = new ArrayList<>();
        operator.<String>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(state, type),
                        (key, value) -> values.add(value.value()));
        return values;
    }

    static <T> List<T> aside(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
        Iterable<StreamRecord<T>> records = harness.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }
}
