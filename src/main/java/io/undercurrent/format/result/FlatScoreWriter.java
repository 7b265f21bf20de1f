package io.undercurrent.format.result;

import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowFields;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowTaker;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.series.CentralInterval;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.util.List;

/**
 * Scores to rows that a table takes in, one for each target and lead time:
 *
 * <pre>{@code
 * {"key":"store-17","origin":"2025-03-17","day":"2025-03-18","lead":1,"target":"sales","actual":318,"scale":41.2,"forecast":302.6,
 *  "error":-15.4,"scaled_error":-0.37,"pinball":7.1,"inside_80":true,"naive":290,"naive_error":-28,"naive_scaled_error":-0.68,
 *  "baseline":296,"baseline_error":-22,"baseline_scaled_error":-0.53,"probability":0.61,"surprise":0.36,"threshold":9.1,"cause":"value","revision":0,
 *  "model":"gru48@1f3c9a","source":"model","in_sample":false}
 * }</pre>
 *
 * <p>The key of a row has series, day, target and lead time. All rows have all columns, and all lead times have rows; null stands
 * where there is no forecast. Probability, surprise, threshold and cause are those of the newest forecast made for the day, in all its rows.
 *
 * <p>Keeps working memory between scores: one writer serves one thread.
 */
public final class FlatScoreWriter {

    private static final String KEY = "io.undercurrent.ScoreKey";
    private static final String ROW = "io.undercurrent.Score";

    private final RowEncoder keys;
    private final RowEncoder rows;

    public FlatScoreWriter(RowEncoders encoders) {
        this.keys = encoders.encoder(KEY);
        this.rows = encoders.encoder(ROW);
    }

    /** The type of the keys of rows. */
    public static RowType keyType(ForecastShape shape) {
        DayScore score = empty(shape);
        return RowType.of(KEY, fields -> tellKey(fields, score, score.targets().get(0), 0));
    }

    /** The type of rows. */
    public static RowType rowType(ForecastShape shape) {
        DayScore score = empty(shape);
        return RowType.of(ROW, fields -> tellRow(fields, score, score.targets().get(0), 0));
    }

    /** A score of no forecast. */
    private static DayScore empty(ForecastShape shape) {
        List<TargetScore.Inside> inside = CentralInterval.of(shape.quantiles()).stream()
                .map(interval -> new TargetScore.Inside(interval.nominal(), new boolean[1]))
                .toList();
        double[] none = {Double.NaN};
        TargetScore target = new TargetScore(
                "", Double.NaN, Float.NaN, new Source[1], none, new float[] {Float.NaN}, inside, none, none);
        return new DayScore("", 0, 0, "", false, List.of(target));
    }

    /** The rows of {@code score}, target by target and lead by lead. */
    public void write(DayScore score, RowTaker taker) {
        int number = 0;
        int all = score.targets().stream().mapToInt(TargetScore::leads).sum();
        for (TargetScore target : score.targets()) {
            for (int lead = 0; lead < target.leads(); lead++) {
                int ahead = lead;
                byte[] key = keys.write(fields -> tellKey(fields, score, target, ahead));
                byte[] value = rows.write(fields -> tellRow(fields, score, target, ahead));
                taker.add(key, value, new RowPlace(++number, all));
            }
        }
    }

    private static void tellKey(RowFields fields, DayScore score, TargetScore target, int lead) {
        fields.text("key", score.key());
        fields.day("day", score.day());
        fields.text("target", target.target());
        fields.count("lead", lead + 1);
    }

    private static void tellRow(RowFields fields, DayScore score, TargetScore target, int lead) {
        boolean made = target.hasForecast(lead);
        fields.text("key", score.key());
        fields.day("origin", score.day() - lead - 1);
        fields.day("day", score.day());
        fields.count("lead", lead + 1);
        fields.text("target", target.target());
        fields.number("actual", target.actual());
        fields.number("scale", Decimal.of(target.scale()));
        fields.number("forecast", target.forecast()[lead]);
        fields.number("error", Decimal.of(target.error(lead)));
        fields.number("scaled_error", Decimal.of(target.scaledError(lead)));
        fields.number("pinball", Decimal.of(target.pinball()[lead]));
        for (TargetScore.Inside inside : target.inside()) {
            fields.optionalFlag(Row.column("inside_", inside.level()), made ? inside.hits()[lead] : null);
        }
        fields.number("naive", target.naive()[lead]);
        fields.number("naive_error", Decimal.of(target.naiveError(lead)));
        fields.number("naive_scaled_error", Decimal.of(target.naiveScaledError(lead)));
        fields.number("baseline", target.baseline()[lead]);
        fields.number("baseline_error", Decimal.of(target.baselineError(lead)));
        fields.number("baseline_scaled_error", Decimal.of(target.baselineScaledError(lead)));
        fields.number("probability", Decimal.of(target.surprise().probability()));
        fields.number("surprise", Decimal.of(target.surprise().bits()));
        fields.number("threshold", Decimal.of(target.surprise().threshold()));
        fields.optionalText("cause", target.surprise().causeLabel());
        fields.count("revision", score.revision());
        fields.text("model", score.model());
        fields.optionalText("source", made ? target.source()[lead].label() : null);
        fields.flag("in_sample", score.inSample());
    }
}
