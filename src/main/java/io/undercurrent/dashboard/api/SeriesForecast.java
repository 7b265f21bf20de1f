package io.undercurrent.dashboard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Problem;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.IssuedForecast;
import io.undercurrent.dashboard.state.SeriesDetail;
import io.undercurrent.dashboard.state.SeriesState;
import io.undercurrent.dashboard.state.TargetForecast;
import io.undercurrent.series.Forecast;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** {@code /api/series/{key}/forecast}: the newest forecast of each target, or the one from an origin, and how old it is. */
final class SeriesForecast {

    private final Board board;
    private final Targets targets;
    private final InstantSource clock;
    private final Optional<Outlooks> outlooks;

    /**
     * @param outlooks none if the server has no model
     */
    SeriesForecast(Board board, InstantSource clock, Optional<Outlooks> outlooks) {
        this.board = board;
        this.targets = new Targets(board);
        this.clock = clock;
        this.outlooks = outlooks;
    }

    /**
     * Forecasts of one series.
     *
     * @param covariates those of the days ahead that were assumed; null where none were
     */
    record Forecasts(
            String key,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, List<Double>> covariates,
            List<OfTarget> forecasts) {

        Forecasts withoutAge() {
            return new Forecasts(
                    key,
                    covariates,
                    forecasts.stream().map(one -> one.aged(null)).toList());
        }
    }

    /**
     * The forecast of one target.
     *
     * @param origin the last day that it knew
     * @param issued when the job wrote it; null where the job did not say
     * @param age whole seconds since then
     * @param source {@code model} or {@code baseline}
     * @param restarted whether the series began anew with the origin
     * @param days of the model's window that had a value; null where the job did not say
     */
    record OfTarget(
            String target,
            String origin,
            String issued,
            Long age,
            String source,
            String model,
            int revision,
            boolean restarted,
            Integer days,
            List<Day> values) {

        OfTarget aged(Long seconds) {
            return new OfTarget(target, origin, issued, seconds, source, model, revision, restarted, days, values);
        }
    }

    /**
     * One day ahead.
     *
     * @param quantiles by their probability; null where one is not finite
     * @param explanation null unless asked for
     */
    record Day(
            String date,
            Map<String, Double> quantiles,
            @JsonInclude(JsonInclude.Include.NON_NULL) Explained explanation) {}

    Answer answer(SeriesState series, Parameters given) {
        Parameters parameters = given.only("origin", "target", "explain");
        boolean explain = parameters.choice("explain", List.of("false", "true")).equals("true");
        Map<String, TargetForecast> found = find(series, parameters);
        Map<String, List<Explained>> explained =
                explain ? Explained.of(OwnForecast.of(outlooks, series.key(), found), found) : Map.of();
        return answer(series.key(), null, found, explained);
    }

    /**
     * The forecasts of a series that were asked for, by target.
     *
     * @throws Problem if there is none
     */
    Map<String, TargetForecast> find(SeriesState series, Parameters parameters) {
        OptionalInt origin = parameters.date("origin");
        Map<String, TargetForecast> found = new LinkedHashMap<>();
        int[] kept = {};
        for (String target : targets.allOf(parameters)) {
            SeriesDetail detail = board.detail(series, target, origin.isPresent() ? origin.getAsInt() : null);
            TargetForecast forecast = origin.isPresent() ? detail.earlier() : detail.forecast();
            kept = detail.origins().length > kept.length ? detail.origins() : kept;
            if (forecast != null) {
                found.put(target, forecast);
            }
        }
        if (found.isEmpty()) {
            throw none(series.key(), origin, kept);
        }
        return found;
    }

    /**
     * @param covariates that were assumed; null where none were
     * @param found forecasts by target
     * @param explained the days of some of them
     */
    Answer answer(
            String key,
            Map<String, List<Double>> covariates,
            Map<String, TargetForecast> found,
            Map<String, List<Explained>> explained) {
        long now = clock.millis();
        List<OfTarget> forecasts = found.entrySet().stream()
                .map(one -> ofTarget(one.getKey(), one.getValue(), now, explained.get(one.getKey())))
                .toList();
        Forecasts body = new Forecasts(key, covariates, forecasts);
        return new Answer(body, body.withoutAge(), table(body));
    }

    private static Problem none(String key, OptionalInt origin, int[] kept) {
        if (kept.length == 0) {
            return new Problem(404, "there is no such forecast of the series " + key);
        }
        return new Problem(
                404,
                "there is no forecast of the series " + key + " from " + Days.date(origin.orElseThrow())
                        + "; those kept are from " + Days.date(kept[0]) + " to " + Days.date(kept[kept.length - 1]));
    }

    private static OfTarget ofTarget(String target, TargetForecast forecast, long now, List<Explained> explained) {
        boolean dated = forecast.issued() != IssuedForecast.UNKNOWN_TIME;
        return new OfTarget(
                target,
                Days.date(forecast.origin()),
                Days.time(forecast.issued()),
                // The clock of the job may be ahead of ours.
                dated ? Math.max(0, (now - forecast.issued()) / 1000) : null,
                forecast.source().label(),
                forecast.model(),
                forecast.revision(),
                forecast.restarted(),
                forecast.days() == Forecast.UNKNOWN_DAYS ? null : forecast.days(),
                IntStream.range(0, forecast.horizon())
                        .mapToObj(lead -> day(forecast, lead, explained == null ? null : explained.get(lead)))
                        .toList());
    }

    private static Day day(TargetForecast forecast, int lead, Explained explained) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (int quantile = 0; quantile < forecast.quantiles().size(); quantile++) {
            quantiles.put(forecast.quantiles().get(quantile).toString(), Scores.known(forecast.value(quantile, lead)));
        }
        return new Day(Days.date(forecast.origin() + 1L + lead), quantiles, explained);
    }

    private static Table table(Forecasts body) {
        List<String> quantiles = body.forecasts().stream()
                .flatMap(forecast -> forecast.values().stream())
                .flatMap(day -> day.quantiles().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> header = new ArrayList<>(List.of(
                "key",
                "target",
                "origin",
                "issued",
                "age",
                "source",
                "model",
                "revision",
                "restarted",
                "days",
                "date"));
        header.addAll(quantiles);
        Explained.Columns explained = Explained.Columns.of(body.forecasts().stream()
                .flatMap(forecast -> forecast.values().stream())
                .map(Day::explanation));
        header.addAll(explained.header());
        List<List<Object>> rows = new ArrayList<>();
        for (OfTarget forecast : body.forecasts()) {
            for (Day day : forecast.values()) {
                List<Object> row = new ArrayList<>();
                row.add(body.key());
                row.add(forecast.target());
                row.add(forecast.origin());
                row.add(forecast.issued());
                row.add(forecast.age());
                row.add(forecast.source());
                row.add(forecast.model());
                row.add(forecast.revision());
                row.add(forecast.restarted());
                row.add(forecast.days());
                row.add(day.date());
                quantiles.forEach(quantile -> row.add(day.quantiles().get(quantile)));
                row.addAll(explained.cells(day.explanation()));
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }
}
