package io.undercurrent.stream.layout;

import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.state.Backlog;
import io.undercurrent.stream.state.HeldJump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link HeldJump} in bytes: the deadline, the day, the number and bytes of all messages, and those that stand here by number and
 * in their order, in the same version. Version 1 had the deadline and the messages, all of them, and
 * version 2 none with headers.
 */
public enum HeldJumpLayout implements Layout<HeldJump> {
    HELD_JUMP;

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Class<HeldJump> type() {
        return HeldJump.class;
    }

    @Override
    public void write(HeldJump jump, DataOutputView out) throws IOException {
        out.writeLong(jump.deadline());
        out.writeInt(jump.day());
        out.writeInt(jump.backlog().messages());
        out.writeLong(jump.backlog().bytes());
        out.writeInt(jump.first().size());
        for (ParsedReading message : jump.first()) {
            ParsedReadingLayout.PARSED_READING.write(message, out);
        }
    }

    @Override
    public HeldJump read(int version, DataInputView in) throws IOException {
        long deadline = in.readLong();
        if (version == 1) {
            List<ParsedReading> messages = readMessages(version, in);
            return new HeldJump(deadline, messages.get(0).reading().day(), Backlog.of(messages), messages);
        }
        return new HeldJump(
                deadline, in.readInt(), new Backlog(in.readInt(), in.readLong()), readMessages(version, in));
    }

    private static List<ParsedReading> readMessages(int version, DataInputView in) throws IOException {
        List<ParsedReading> messages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            messages.add(ParsedReadingLayout.PARSED_READING.read(version, in));
        }
        return messages;
    }
}
