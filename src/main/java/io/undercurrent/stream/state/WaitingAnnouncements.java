package io.undercurrent.stream.state;

import io.undercurrent.engine.window.Backlog;
import io.undercurrent.stream.record.ParsedReading;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The announcements that wait for the first reading of the series of the current key. How much they are is kept beside them, so
 * that another one is let in without reading those before it.
 */
public final class WaitingAnnouncements {

    private final StoredMessages messages;
    private final ValueState<Tuple2<Integer, Long>> backlog;

    /**
     * @param messages state of the key
     * @param backlog state of the key: number and bytes of the messages; absent in state of releases before it was kept
     */
    public WaitingAnnouncements(ListState<ParsedReading> messages, ValueState<Tuple2<Integer, Long>> backlog) {
        this.messages = new StoredMessages(messages);
        this.backlog = backlog;
    }

    /** Adds an announcement, with which so much waits. */
    void add(ParsedReading announcement, Backlog now) throws IOException {
        messages.add(announcement);
        backlog.update(Tuple2.of(now.messages(), now.bytes()));
    }

    Backlog backlog() throws IOException {
        Tuple2<Integer, Long> kept = backlog.value();
        return kept == null ? Backlog.of(messages.all()) : new Backlog(kept.f0, kept.f1);
    }

    /** Gives back all that waited, in the order in which it came. */
    List<ParsedReading> takeAll() throws IOException {
        List<ParsedReading> all = messages.all();
        // Most series begin without any: to delete nothing costs RocksDB a write, too.
        if (!all.isEmpty()) {
            messages.clear();
            backlog.clear();
        }
        return all;
    }
}
