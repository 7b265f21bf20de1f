package io.undercurrent.stream.state;

import io.undercurrent.series.Forecast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Of each series the forecast from its newest origin and its timestamp, while the past is read. */
public final class WithheldForecasts {

    /** Whether the past is over, as all subtasks know it. */
    private static final ListStateDescriptor<Boolean> OVER = new ListStateDescriptor<>("past-over", Types.BOOLEAN);

    private static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private final ValueStateDescriptor<Tuple2<Long, Forecast>> state;
    private final ListState<Boolean> storedOver;
    private final ValueState<Tuple2<Long, Forecast>> newest;
    private boolean over;

    /**
     * @param type of forecasts
     * @param withholds whether a job does that has no state to go on from
     */
    public WithheldForecasts(FunctionInitializationContext context, TypeInformation<Forecast> type, boolean withholds)
            throws Exception {
        state = new ValueStateDescriptor<>("withheld", Types.TUPLE(Types.LONG, type));
        newest = context.getKeyedStateStore().getState(state);
        storedOver = context.getOperatorStateStore().getUnionListState(OVER);
        // The state of a job that withholds nothing says nothing of it.
        over = context.isRestored() || !withholds;
        for (boolean stored : storedOver.get()) {
            over = stored;
        }
    }

    /** A job that withholds nothing keeps nothing of it. */
    public void snapshot() throws Exception {
        storedOver.update(over ? List.of() : List.of(false));
    }

    public boolean isWithholding() {
        return !over;
    }

    /**
     * Withholds a forecast of the series at hand.
     *
     * @param timestamp of its record, null where it has none
     * @return whether another one is not needed any more
     */
    public boolean replace(Forecast forecast, Long timestamp) {
        try {
            Tuple2<Long, Forecast> known = newest.value();
            if (known == null || known.f1.origin() <= forecast.origin()) {
                newest.update(Tuple2.of(timestamp == null ? NO_TIMESTAMP : timestamp, forecast));
            }
            return known != null;
        } catch (IOException failure) {
            throw new UncheckedIOException("state of series '" + forecast.key() + "'", failure);
        }
    }

    /** Takes what is withheld of the series at hand, if anything. */
    public Optional<StreamRecord<Forecast>> take() throws IOException {
        return over ? Optional.empty() : take(newest);
    }

    private static Optional<StreamRecord<Forecast>> take(ValueState<Tuple2<Long, Forecast>> state) throws IOException {
        Tuple2<Long, Forecast> known = state.value();
        if (known == null) {
            return Optional.empty();
        }
        state.clear();
        return Optional.of(
                known.f0 == NO_TIMESTAMP ? new StreamRecord<>(known.f1) : new StreamRecord<>(known.f1, known.f0));
    }

    /** Lets all go that is withheld, and withholds nothing from now on. */
    public void release(KeyedStateBackend<String> series, Consumer<StreamRecord<Forecast>> receiver) throws Exception {
        if (over) {
            return;
        }
        over = true;
        series.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                state,
                (key, held) -> take(held).ifPresent(receiver));
    }
}
