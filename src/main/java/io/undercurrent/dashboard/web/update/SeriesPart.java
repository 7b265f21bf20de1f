package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.SeriesDetail;
import io.undercurrent.dashboard.state.SeriesState;
import io.undercurrent.dashboard.state.TargetForecast;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.series.Forecast;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** All of the series chosen, each time that anything of it changes. */
final class SeriesPart implements Part {

    private final Board board;
    private final Anomalies anomalies;

    private String toldKey;
    private String toldTarget;
    private Integer toldOrigin;
    private long toldVersion = -1;
    private long toldAnomalies;

    SeriesPart(Board board, Anomalies anomalies) {
        this.board = board;
        this.anomalies = anomalies;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        boolean same = Objects.equals(view.key(), toldKey)
                && Objects.equals(target, toldTarget)
                && Objects.equals(view.origin(), toldOrigin);
        SeriesState series = view.key() == null ? null : board.find(view.key());
        long version = series == null ? -1 : board.version(series);
        long found = view.key() == null ? 0 : anomalies.version(view.key());
        if (same && version == toldVersion && found == toldAnomalies) {
            return false;
        }
        toldKey = view.key();
        toldTarget = target;
        toldOrigin = view.origin();
        toldVersion = version;
        toldAnomalies = found;
        if (view.key() == null) {
            return false;
        }
        json.writeObjectFieldStart("series");
        if (series == null || target == null) {
            json.writeStringField("key", view.key());
            json.writeBooleanField("unknown", true);
        } else {
            write(json, board.detail(series, target, view.origin()));
            AnomaliesPart.write(
                    json, anomalies.of(view.key(), anomaly -> anomaly.target().equals(target)));
        }
        json.writeEndObject();
        return true;
    }

    private static void write(JsonGenerator json, SeriesDetail detail) throws IOException {
        json.writeStringField("key", detail.key());
        json.writeStringField("target", detail.target());
        json.writeNumberField("newest", detail.newest());
        JsonText.numbers(json, "values", detail.values());
        write(json, "forecast", detail.forecast());
        write(json, "earlier", detail.earlier());
        json.writeFieldName("origins");
        json.writeArray(detail.origins(), 0, detail.origins().length);
        json.writeArrayFieldStart("models");
        for (SeriesDetail.Spoken spoken : detail.models()) {
            json.writeStartObject();
            json.writeNumberField("from", spoken.from());
            json.writeStringField("model", spoken.model());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (detail.scores() != null && detail.scores().pairs() > 0) {
            json.writeObjectFieldStart("scores");
            TotalsText.write(json, detail.scores());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("flags");
        for (SeriesDetail.Flag flag : detail.flags()) {
            json.writeStartObject();
            json.writeNumberField("position", flag.position());
            json.writeStringField("name", flag.name());
            json.writeFieldName("days");
            json.writeArray(flag.days(), 0, flag.days().length);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Nothing where there is no forecast. */
    private static void write(JsonGenerator json, String field, TargetForecast forecast) throws IOException {
        if (forecast == null) {
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeNumberField("origin", forecast.origin());
        json.writeNumberField("revision", forecast.revision());
        json.writeStringField("model", forecast.model());
        json.writeStringField("source", forecast.source().label());
        json.writeBooleanField("restarted", forecast.restarted());
        if (forecast.days() != Forecast.UNKNOWN_DAYS) {
            json.writeNumberField("days", forecast.days());
        }
        List<Double> quantiles = forecast.quantiles();
        JsonText.numbers(
                json,
                "quantiles",
                quantiles.stream().mapToDouble(Double::doubleValue).toArray());
        json.writeArrayFieldStart("values");
        for (int quantile = 0; quantile < quantiles.size(); quantile++) {
            json.writeStartArray();
            for (int lead = 0; lead < forecast.horizon(); lead++) {
                double value = forecast.value(quantile, lead);
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
