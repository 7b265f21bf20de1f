package io.undercurrent.stream.state;

import io.undercurrent.stream.record.ParsedReading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The jump that the series of the current key is held at, if it is, and the messages that wait with it. These are added one by
 * one to a list that is read when the wait is over, so that what is written grows with the messages and not with their square.
 */
public final class HeldJumps {

    private final ValueState<HeldJump> jump;
    private final ListState<ParsedReading> messages;

    /**
     * @param jump state of the key
     * @param messages state of the key
     */
    public HeldJumps(ValueState<HeldJump> jump, ListState<ParsedReading> messages) {
        this.jump = jump;
        this.messages = messages;
    }

    /** The jump that is held, or null. */
    public HeldJump current() throws Exception {
        return jump.value();
    }

    /** Holds a reading, whatever its length. */
    public void hold(ParsedReading first, long deadline) throws Exception {
        messages.add(first);
        jump.update(new HeldJump(deadline, first.reading().day(), Backlog.EMPTY.with(first), List.of()));
    }

    /** Lets another message wait, if there is room for it. */
    public boolean add(ParsedReading message, HeldJump held) throws Exception {
        if (!held.backlog().hasRoomFor(message)) {
            return false;
        }
        messages.addAll(held.first());
        messages.add(message);
        jump.update(new HeldJump(held.deadline(), held.day(), held.backlog().with(message), List.of()));
        return true;
    }

    /** Gives back all that waited, in the order in which it came. */
    public List<ParsedReading> take(HeldJump held) throws Exception {
        List<ParsedReading> all = new ArrayList<>(held.first());
        messages.get().forEach(all::add);
        jump.clear();
        messages.clear();
        return all;
    }
}
