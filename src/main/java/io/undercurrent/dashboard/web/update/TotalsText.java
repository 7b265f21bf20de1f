package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.ScoreTotals;
import java.io.IOException;

/** Scores added up, as the fields of an object. */
final class TotalsText {

    private TotalsText() {}

    static void write(JsonGenerator json, ScoreTotals totals) throws IOException {
        json.writeNumberField("pairs", totals.pairs());
        JsonText.number(json, "model", totals.model());
        JsonText.number(json, "baseline", totals.baseline());
        json.writeArrayFieldStart("coverage");
        double[] intervals = totals.intervals();
        for (int i = 0; i < intervals.length; i++) {
            json.writeStartObject();
            json.writeNumberField("nominal", intervals[i]);
            JsonText.number(json, "inside", totals.inside(i));
            json.writeNumberField("counted", totals.counted(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
