package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** The status, sent also without changes: a page without updates assumes that the connection is broken. */
final class StatusPart implements Part {

    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Supplier<String> status;
    private String told = "";
    private long toldAt;

    StatusPart(Supplier<String> status) {
        this.status = status;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        String current = status.get();
        if (current.equals(told) && now - toldAt < EVERY) {
            return false;
        }
        json.writeFieldName("status");
        json.writeRawValue(current);
        told = current;
        toldAt = now;
        return true;
    }
}
