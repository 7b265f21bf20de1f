package io.undercurrent.stream.state;

import io.undercurrent.stream.record.ParsedReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;

/** Messages in the state of the current key, whose failures are those of any other state. */
final class StoredMessages {

    private final ListState<ParsedReading> state;

    StoredMessages(ListState<ParsedReading> state) {
        this.state = state;
    }

    void add(ParsedReading message) throws IOException {
        try {
            state.add(message);
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("a message that waits cannot be stored", failure);
        }
    }

    /** All messages, in the order in which they were added. */
    List<ParsedReading> all() throws IOException {
        try {
            List<ParsedReading> all = new ArrayList<>();
            state.get().forEach(all::add);
            return all;
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("messages that wait cannot be read", failure);
        }
    }

    void clear() {
        state.clear();
    }
}
