package io.undercurrent.format.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.result.row.WholeRows;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.TargetScore;

/** Messages to anomalies, the inverse of {@link AnomalyWriter}, with or without a schema. Unknown fields are skipped. One thread's. */
public final class AnomalyParser {

    private final WholeRows rows;

    /**
     * @param text what messages are as JSON
     */
    public AnomalyParser(RowText text) {
        rows = new WholeRows(text);
    }

    /**
     * Parses one message.
     *
     * @throws IllegalArgumentException if it is no anomaly
     */
    public Anomaly parse(byte[] message) {
        JsonNode row = rows.read(message);
        return new Anomaly(
                WholeRows.text(row, "key"),
                WholeRows.day(row, "day"),
                WholeRows.text(row, "target"),
                WholeRows.count(row, "revision"),
                WholeRows.text(row, "model"),
                WholeRows.flag(row, "withdrawn"),
                WholeRows.number(row, "actual"),
                WholeRows.number(row, "expected"),
                WholeRows.number(row, "lower"),
                WholeRows.number(row, "upper"),
                new TargetScore.Surprise(
                        (float) WholeRows.number(row, "probability"),
                        (float) WholeRows.number(row, "surprise"),
                        (float) WholeRows.number(row, "threshold"),
                        TargetScore.Cause.of(WholeRows.optionalText(row, "cause"))));
    }
}
