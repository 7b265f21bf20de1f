package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.ScoreTotals;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** The scores of all series by lead time, once a second at most: every series adds to them. */
final class AccuracyPart implements Part {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final Board board;

    private String toldTarget;
    private long toldVersion = -1;
    private long toldAt;

    AccuracyPart(Board board) {
        this.board = board;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        long version = board.scoreVersion();
        boolean due = toldVersion < 0 || now - toldAt >= EVERY || !Objects.equals(target, toldTarget);
        if (target == null || !due || version == toldVersion && target.equals(toldTarget)) {
            return false;
        }
        toldTarget = target;
        toldVersion = version;
        toldAt = now;
        json.writeObjectFieldStart("accuracy");
        json.writeStringField("target", target);
        json.writeArrayFieldStart("leads");
        for (ScoreTotals totals : board.accuracy(target)) {
            json.writeStartObject();
            TotalsText.write(json, totals);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        return true;
    }
}
