package io.undercurrent.stream.layout;

import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.state.StoredJump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link StoredJump} in bytes: the deadline, the day, the number and bytes of all messages, and those that stand here by number and
 * in their order, in the same version. Version 1 had the deadline and the messages, all of them, and version 2 none with headers.
 */
public enum HeldJumpLayout implements Layout<StoredJump> {
    HELD_JUMP;

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Class<StoredJump> type() {
        return StoredJump.class;
    }

    @Override
    public void write(StoredJump stored, DataOutputView out) throws IOException {
        out.writeLong(stored.jump().deadline());
        out.writeInt(stored.jump().day());
        out.writeInt(stored.jump().backlog().messages());
        out.writeLong(stored.jump().backlog().bytes());
        out.writeInt(stored.first().size());
        for (ParsedReading message : stored.first()) {
            ParsedReadingLayout.PARSED_READING.write(message, out);
        }
    }

    @Override
    public StoredJump read(int version, DataInputView in) throws IOException {
        long deadline = in.readLong();
        if (version == 1) {
            List<ParsedReading> messages = readMessages(version, in);
            HeldJump jump = new HeldJump(deadline, messages.get(0).reading().day(), Backlog.of(messages));
            return new StoredJump(jump, messages);
        }
        HeldJump jump = new HeldJump(deadline, in.readInt(), new Backlog(in.readInt(), in.readLong()));
        return new StoredJump(jump, readMessages(version, in));
    }

    private static List<ParsedReading> readMessages(int version, DataInputView in) throws IOException {
        List<ParsedReading> messages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            messages.add(ParsedReadingLayout.PARSED_READING.read(version, in));
        }
        return messages;
    }
}
