package io.undercurrent.engine.rehearsal;

import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.series.Reading;

/** A reading that came in no message. */
record MadeUp(Reading reading) implements Arrival {

    @Override
    public long time() {
        return MessageTime.UNKNOWN;
    }

    @Override
    public long bytes() {
        return 0;
    }
}
