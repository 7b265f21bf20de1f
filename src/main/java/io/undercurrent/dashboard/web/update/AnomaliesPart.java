package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.series.Anomaly;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The newest anomalies of all series while they are in sight, once a second at most. */
final class AnomaliesPart implements Part {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    private static final int SHOWN = 50;

    private final Anomalies anomalies;

    private long toldVersion = -1;
    private long toldAt;

    AnomaliesPart(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        long version = anomalies.version();
        if (!view.anomalies() || version == toldVersion || toldVersion >= 0 && now - toldAt < EVERY) {
            return false;
        }
        toldVersion = version;
        toldAt = now;
        write(json, anomalies.newest(SHOWN));
        return true;
    }

    /** The field {@code anomalies}. */
    static void write(JsonGenerator json, List<Anomaly> anomalies) throws IOException {
        json.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : anomalies) {
            json.writeStartObject();
            json.writeStringField("key", anomaly.key());
            json.writeStringField("target", anomaly.target());
            json.writeNumberField("day", anomaly.day());
            JsonText.number(json, "actual", anomaly.actual());
            JsonText.number(json, "expected", anomaly.expected());
            JsonText.number(json, "lower", anomaly.lower());
            JsonText.number(json, "upper", anomaly.upper());
            JsonText.number(json, "surprise", anomaly.surprise().bits());
            JsonText.number(json, "threshold", anomaly.surprise().threshold());
            json.writeStringField("cause", anomaly.surprise().causeLabel());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
