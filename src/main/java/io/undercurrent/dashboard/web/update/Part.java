package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One part of the updates for a page. It remembers what it has sent and writes only changes. */
interface Part {

    /**
     * Writes a field into the update where there is something to tell; whether there was.
     *
     * @param target the target in sight; null while none is known
     * @param now from {@link System#nanoTime}
     */
    boolean write(JsonGenerator json, View view, String target, long now) throws IOException;
}
