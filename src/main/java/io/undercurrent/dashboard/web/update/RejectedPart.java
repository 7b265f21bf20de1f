package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.traffic.RejectedMessage;
import io.undercurrent.dashboard.state.traffic.Rejections;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The newest rejected messages while they are in sight, once a second at most. */
final class RejectedPart implements Part {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    private static final int SHOWN = 50;

    private final Rejections rejections;

    private long toldVersion = -1;
    private long toldAt;

    RejectedPart(Rejections rejections) {
        this.rejections = rejections;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        long version = rejections.version();
        if (!view.rejected() || version == toldVersion || toldVersion >= 0 && now - toldAt < EVERY) {
            return false;
        }
        toldVersion = version;
        toldAt = now;
        json.writeArrayFieldStart("rejected");
        write(json, rejections.newest(SHOWN));
        json.writeEndArray();
        return true;
    }

    private static void write(JsonGenerator json, List<RejectedMessage> messages) throws IOException {
        for (RejectedMessage message : messages) {
            json.writeStartObject();
            json.writeStringField("reason", message.reason());
            json.writeStringField("detail", message.detail());
            json.writeStringField("source", message.source());
            json.writeStringField("key", message.key());
            json.writeStringField("value", message.value());
            json.writeNumberField("bytes", message.bytes());
            json.writeNumberField("time", message.time());
            json.writeEndObject();
        }
    }
}
