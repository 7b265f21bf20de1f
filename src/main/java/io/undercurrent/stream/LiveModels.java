package io.undercurrent.stream;

import io.undercurrent.engine.window.Succession;
import io.undercurrent.engine.window.Term;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.record.Successor;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The models that succeeded the one that the job was started with, in a state that each subtask has alike: with the bytes of their
 * files, so that a restart needs no file. Holds those in force, for the operators after this one to find by their checksum.
 */
final class LiveModels {

    /** By the number of the successor, in the order in which they came. */
    private static final MapStateDescriptor<Integer, Successor> STATE =
            new MapStateDescriptor<>("models", Types.INT, StreamTypes.SUCCESSOR);

    private final BroadcastState<Integer, Successor> state;
    private final Map<String, ForecastModel> held = new HashMap<>();
    private Succession succession = Succession.OWN;

    LiveModels(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(STATE);
        Map<Integer, Successor> inOrder = new TreeMap<>();
        state.entries().forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
        for (Successor successor : inOrder.values()) {
            succession = succession.with(successor.term());
            hold(successor);
        }
        releaseOthers();
    }

    Succession succession() {
        return succession;
    }

    /** Takes in a successor. Returns whether it is another than those before. */
    boolean add(Successor successor) throws Exception {
        Succession with = succession.with(successor.term());
        if (with == succession) {
            return false;
        }
        state.put(succession.count(), successor);
        succession = with;
        hold(successor);
        releaseOthers();
        return true;
    }

    private void hold(Successor successor) {
        held.computeIfAbsent(
                successor.term().model(), checksum -> SharedModel.of(successor).get());
    }

    private void releaseOthers() {
        held.keySet().retainAll(succession.terms().stream().map(Term::model).toList());
    }
}
