package io.undercurrent.format.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.format.JsonFields;
import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.result.row.WholeRows;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.TargetScore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows to scores, the inverse of {@link FlatScoreWriter}. One thread's. */
public final class FlatScoreParser {

    private static final String INSIDE = "inside_";

    private final WholeRows rows;

    /** A parser of rows in JSON. */
    public FlatScoreParser() {
        this(RowText.JSON);
    }

    /**
     * @param text what messages are as JSON
     */
    public FlatScoreParser(RowText text) {
        rows = new WholeRows(text);
    }

    /**
     * Takes a row in.
     *
     * @return the score, where this is its last row
     * @throws IllegalArgumentException if it is no row of a score
     */
    public Optional<DayScore> add(byte[] row, RowPlace place) {
        return rows.add(row, place).map(FlatScoreParser::score);
    }

    private static DayScore score(List<JsonNode> rows) {
        JsonNode first = rows.get(0);
        Map<String, List<JsonNode>> targets = new LinkedHashMap<>();
        rows.forEach(row -> targets.computeIfAbsent(WholeRows.text(row, "target"), target -> new ArrayList<>())
                .add(row));
        List<TargetScore> scores = new ArrayList<>();
        targets.forEach((target, leads) -> scores.add(target(target, leads)));
        return new DayScore(
                WholeRows.text(first, "key"),
                WholeRows.day(first, "day"),
                WholeRows.count(first, "revision"),
                WholeRows.text(first, "model"),
                WholeRows.field(first, "in_sample").asBoolean(),
                scores);
    }

    private static TargetScore target(String target, List<JsonNode> leads) {
        int count = leads.size();
        Source[] source = new Source[count];
        double[] forecast = new double[count];
        float[] pinball = new float[count];
        double[] naive = new double[count];
        double[] baseline = new double[count];
        List<TargetScore.Inside> inside = new ArrayList<>();
        JsonNode first = leads.get(0);
        for (Iterator<String> names = first.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (Row.isShare(INSIDE, name)) {
                inside.add(new TargetScore.Inside(Row.share(INSIDE, name), hits(leads, name)));
            }
        }
        for (int lead = 0; lead < count; lead++) {
            JsonNode row = leads.get(lead);
            JsonNode made = WholeRows.field(row, "source");
            source[lead] = made.isNull() ? null : JsonFields.source(made.asText(), "source");
            forecast[lead] = WholeRows.number(row, "forecast");
            pinball[lead] = (float) WholeRows.number(row, "pinball");
            naive[lead] = WholeRows.number(row, "naive");
            baseline[lead] = WholeRows.number(row, "baseline");
        }
        return new TargetScore(
                target,
                WholeRows.number(first, "actual"),
                (float) WholeRows.number(first, "scale"),
                source,
                forecast,
                pinball,
                inside,
                naive,
                baseline,
                new TargetScore.Surprise(
                        (float) WholeRows.number(first, "probability"),
                        (float) WholeRows.number(first, "surprise"),
                        (float) WholeRows.number(first, "threshold"),
                        TargetScore.Cause.of(WholeRows.optionalText(first, "cause"))));
    }

    private static boolean[] hits(List<JsonNode> leads, String column) {
        boolean[] hits = new boolean[leads.size()];
        for (int lead = 0; lead < hits.length; lead++) {
            hits[lead] = WholeRows.field(leads.get(lead), column).asBoolean();
        }
        return hits;
    }
}
