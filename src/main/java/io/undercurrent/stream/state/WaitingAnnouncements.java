package io.undercurrent.stream.state;

import io.undercurrent.stream.record.ParsedReading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The announcements that wait for the first reading of the series of the current key. How much they are is kept beside them, so
 * that another one is let in without reading those before it.
 */
public final class WaitingAnnouncements {

    private final ListState<ParsedReading> messages;
    private final ValueState<Tuple2<Integer, Long>> backlog;

    /**
     * @param messages state of the key
     * @param backlog state of the key: number and bytes of the messages; absent in state of releases before it was kept
     */
    public WaitingAnnouncements(ListState<ParsedReading> messages, ValueState<Tuple2<Integer, Long>> backlog) {
        this.messages = messages;
        this.backlog = backlog;
    }

    /** Lets an announcement wait, if there is room for it. */
    public boolean add(ParsedReading announcement) throws Exception {
        Backlog before = backlog();
        if (!before.hasRoomFor(announcement)) {
            return false;
        }
        Backlog now = before.with(announcement);
        messages.add(announcement);
        backlog.update(Tuple2.of(now.messages(), now.bytes()));
        return true;
    }

    private Backlog backlog() throws Exception {
        Tuple2<Integer, Long> kept = backlog.value();
        return kept == null ? Backlog.of(messages.get()) : new Backlog(kept.f0, kept.f1);
    }

    /** Gives back all that waited, in the order in which it came. */
    public List<ParsedReading> takeAll() throws Exception {
        List<ParsedReading> all = new ArrayList<>();
        messages.get().forEach(all::add);
        // Most series begin without any: to delete nothing costs RocksDB a write, too.
        if (!all.isEmpty()) {
            messages.clear();
            backlog.clear();
        }
        return all;
    }
}
