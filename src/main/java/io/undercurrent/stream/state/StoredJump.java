package io.undercurrent.stream.state;

import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.stream.record.ParsedReading;
import java.util.List;

/**
 * A jump as it is stored. The messages that wait with it are kept beside it, see {@link HeldJumps}.
 *
 * @param first messages of a jump that a release before held, which kept them here; they came before all that waits elsewhere
 */
public record StoredJump(HeldJump jump, List<ParsedReading> first) {

    public StoredJump {
        first = List.copyOf(first);
    }
}
