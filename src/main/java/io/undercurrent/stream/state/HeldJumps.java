package io.undercurrent.stream.state;

import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.stream.record.ParsedReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The jump that the series of the current key is held at, if it is, and the messages that wait with it. These are added one by
 * one to a list that is read when the wait is over, so that what is written grows with the messages and not with their square.
 */
public final class HeldJumps {

    private final ValueState<StoredJump> stored;
    private final StoredMessages messages;

    /**
     * @param stored state of the key
     * @param messages state of the key
     */
    public HeldJumps(ValueState<StoredJump> stored, ListState<ParsedReading> messages) {
        this.stored = stored;
        this.messages = new StoredMessages(messages);
    }

    /** The jump that is held, or null. */
    HeldJump current() throws IOException {
        StoredJump held = stored.value();
        return held == null ? null : held.jump();
    }

    /**
     * Adds a message.
     *
     * @param jump how it stands with the message
     */
    void hold(HeldJump jump, ParsedReading message) throws IOException {
        StoredJump before = stored.value();
        if (before != null) {
            for (ParsedReading first : before.first()) {
                messages.add(first);
            }
        }
        messages.add(message);
        stored.update(new StoredJump(jump, List.of()));
    }

    /** Gives back all that waited, in the order in which it came. */
    List<ParsedReading> takeAll() throws IOException {
        List<ParsedReading> all = new ArrayList<>(stored.value().first());
        all.addAll(messages.all());
        stored.clear();
        messages.clear();
        return all;
    }
}
