package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.model.ModelNews;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelFigures.Both;
import java.io.IOException;
import java.time.Duration;

/** What became of models, and how shadows do, once a second at most. */
final class ModelsPart implements Part {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    private static final int SHOWN = 20;

    private final ModelNews news;

    private long toldVersion;
    private long toldAt;

    ModelsPart(ModelNews news) {
        this.news = news;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        long version = news.version();
        if (version == toldVersion || toldVersion > 0 && now - toldAt < EVERY) {
            return false;
        }
        toldVersion = version;
        toldAt = now;
        json.writeObjectFieldStart("models");
        json.writeArrayFieldStart("changes");
        for (ModelEvent event : news.changes().stream().limit(SHOWN).toList()) {
            json.writeStartObject();
            json.writeStringField("what", event.what().label());
            json.writeStringField("job", event.job());
            json.writeNumberField("when", event.when().toEpochMilli());
            json.writeStringField("why", event.why());
            write(json, event.entry());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("comparisons");
        for (ModelEvent event : news.comparisons()) {
            if (event.figures().isPresent()) {
                json.writeStartObject();
                json.writeStringField("job", event.job());
                write(json, event.entry());
                write(json, event.figures().get());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        return true;
    }

    /** The day {@code from} is left out where there is none. */
    private static void write(JsonGenerator json, ModelEntry entry) throws IOException {
        json.writeStringField("model", entry.model());
        json.writeStringField("role", entry.role().label());
        json.writeNumberField("share", entry.share());
        if (entry.from() != ModelEntry.EVER) {
            json.writeNumberField("from", entry.from());
        }
    }

    private static void write(JsonGenerator json, ModelFigures figures) throws IOException {
        json.writeStringField("live", figures.live());
        json.writeNumberField("until", figures.until());
        json.writeNumberField("days", figures.days());
        json.writeNumberField("series", figures.series());
        JsonText.number(json, "gain", figures.gain());
        JsonText.number(json, "standardError", figures.standardError());
        json.writeArrayFieldStart("targets");
        for (ModelFigures.OfTarget target : figures.targets()) {
            json.writeStartObject();
            json.writeStringField("target", target.target());
            write(json, "absolute", target.absolute());
            write(json, "pinball", target.pinball());
            write(json, "inside", target.coverage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String field, Both both) throws IOException {
        json.writeObjectFieldStart(field);
        JsonText.number(json, "live", both.live());
        JsonText.number(json, "shadow", both.shadow());
        json.writeEndObject();
    }
}
