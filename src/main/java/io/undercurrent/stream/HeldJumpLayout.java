package io.undercurrent.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link HeldJump} in bytes: the deadline, the number of messages, and these in their order, in the same version. */
enum HeldJumpLayout implements Layout<HeldJump> {
    HELD_JUMP;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<HeldJump> type() {
        return HeldJump.class;
    }

    @Override
    public void write(HeldJump jump, DataOutputView out) throws IOException {
        out.writeLong(jump.deadline());
        out.writeInt(jump.messages().size());
        for (ParsedReading message : jump.messages()) {
            ParsedReadingLayout.PARSED_READING.write(message, out);
        }
    }

    @Override
    public HeldJump read(int version, DataInputView in) throws IOException {
        long deadline = in.readLong();
        List<ParsedReading> messages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            messages.add(ParsedReadingLayout.PARSED_READING.read(version, in));
        }
        return new HeldJump(deadline, messages);
    }
}
