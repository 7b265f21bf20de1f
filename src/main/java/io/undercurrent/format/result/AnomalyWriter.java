package io.undercurrent.format.result;

import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.JsonRecord;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowFields;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowTaker;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;

/**
 * Anomalies to rows that a table takes in:
 *
 * <pre>{@code
 * {"key":"store-17","day":"2025-03-18","target":"sales","revision":0,"withdrawn":false,"actual":3180,"expected":302.6,"lower":251,
 *  "upper":366,"probability":1,"surprise":96.2,"threshold":9.1,"cause":"value","model":"gru48@1f3c9a"}
 * }</pre>
 *
 * <p>The key of a row has series, day and target. All rows have all columns; null stands where there is no number. Keeps working memory
 * between anomalies: one writer serves one thread.
 */
public final class AnomalyWriter {

    /** Names of columns, numbers, and the name of the model, twice with a schema. */
    private static final int FRAME = 8192;

    private static final RowPlace ALONE = new RowPlace(1, 1);

    private static final String KEY = "io.undercurrent.AnomalyKey";
    private static final String ROW = "io.undercurrent.Anomaly";

    /** Of no value. */
    private static final Anomaly NONE = new Anomaly(
            "", 0, "", 0, "", true, Double.NaN, Double.NaN, Double.NaN, Double.NaN, TargetScore.Surprise.UNKNOWN);

    private final RowEncoder keys;
    private final RowEncoder rows;

    public AnomalyWriter(RowEncoders encoders) {
        keys = encoders.encoder(KEY);
        rows = encoders.encoder(ROW);
    }

    /** The type of the keys of rows. */
    public static RowType keyType() {
        return RowType.of(KEY, fields -> tellKey(fields, NONE));
    }

    /** The type of rows. */
    public static RowType rowType() {
        return RowType.of(ROW, fields -> tellRow(fields, NONE));
    }

    /** The row of {@code anomaly} with its key. */
    public void write(Anomaly anomaly, RowTaker taker) {
        taker.add(keys.write(fields -> tellKey(fields, anomaly)), write(anomaly), ALONE);
    }

    /** The row of {@code anomaly}. */
    public byte[] write(Anomaly anomaly) {
        return rows.write(fields -> tellRow(fields, anomaly));
    }

    private static void tellKey(RowFields fields, Anomaly anomaly) {
        fields.text("key", anomaly.key());
        fields.day("day", anomaly.day());
        fields.text("target", anomaly.target());
    }

    private static void tellRow(RowFields fields, Anomaly anomaly) {
        tellKey(fields, anomaly);
        fields.count("revision", anomaly.revision());
        fields.flag("withdrawn", anomaly.withdrawn());
        fields.number("actual", anomaly.actual());
        fields.number("expected", anomaly.expected());
        fields.number("lower", anomaly.lower());
        fields.number("upper", anomaly.upper());
        fields.number("probability", Decimal.of(anomaly.surprise().probability()));
        fields.number("surprise", Decimal.of(anomaly.surprise().bits()));
        fields.number("threshold", Decimal.of(anomaly.surprise().threshold()));
        fields.optionalText("cause", anomaly.surprise().causeLabel());
        fields.text("model", anomaly.model());
    }

    /** The length in bytes that no message for an anomaly of forecasts of {@code shape} exceeds. */
    public static int maxBytes(ForecastShape shape) {
        int target = shape.targets().stream().mapToInt(JsonRecord::length).max().orElseThrow();
        return FRAME + 2 * (6 * JsonMessages.MAX_KEY_BYTES + target);
    }
}
