package io.undercurrent.stream;

import io.undercurrent.engine.window.Lineup;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.record.Successor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The models that succeeded the one that the job was started with, and their shadows, in a state that each subtask has alike: with the bytes of their
 * files, so that a restart needs no file. Holds those in force, for the operators after this one to find by their checksum. Of those
 * that are no longer, the state keeps the terms alone, by whose number windows say which they know.
 */
final class LiveModels {

    /** By the number of the successor, in the order in which they came. */
    static final MapStateDescriptor<Integer, Successor> STATE =
            new MapStateDescriptor<>("models", Types.INT, StreamTypes.SUCCESSOR);

    private final BroadcastState<Integer, Successor> state;
    private final Map<String, ForecastModel> held = new HashMap<>();
    private Lineup lineup;

    /**
     * @param none what is built on
     * @param known those that the job knew when it was started
     */
    LiveModels(OperatorStateStore store, Lineup none, List<Successor> known) throws Exception {
        state = store.getBroadcastState(STATE);
        lineup = none;
        for (Successor successor : stored().values()) {
            lineup = successor.isGone()
                    ? lineup.withGone(successor.term(), successor.shadow())
                    : lineup.with(successor.term(), successor.shadow());
        }
        for (Successor successor : known) {
            note(successor);
        }
        holdThoseInForce();
    }

    private Map<Integer, Successor> stored() throws Exception {
        Map<Integer, Successor> inOrder = new TreeMap<>();
        state.entries().forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
        return inOrder;
    }

    Lineup lineup() {
        return lineup;
    }

    /** Takes in a successor. Returns whether it is another than those before. */
    boolean add(Successor successor) throws Exception {
        boolean other = note(successor);
        if (other) {
            holdThoseInForce();
        }
        return other;
    }

    private boolean note(Successor successor) throws Exception {
        Lineup with = lineup.with(successor.term(), successor.shadow());
        if (with == lineup) {
            return false;
        }
        state.put(lineup.count(), successor);
        lineup = with;
        return true;
    }

    private void holdThoseInForce() throws Exception {
        Map<String, ForecastModel> inForce = new HashMap<>();
        for (Map.Entry<Integer, Successor> entry : stored().entrySet()) {
            Successor successor = entry.getValue();
            String checksum = successor.term().model();
            if (lineup.isInForce(successor.term(), successor.shadow())) {
                ForecastModel known = held.get(checksum);
                inForce.put(checksum, known == null ? SharedModel.of(successor).get() : known);
            } else if (successor.file().length > 0) {
                state.put(entry.getKey(), successor.withoutFile());
            }
        }
        held.clear();
        held.putAll(inForce);
    }

    /** Number of models in force besides the one that the job was started with. */
    int count() {
        return held.size();
    }
}
