package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** {@code /api/anomalies} and {@code /api/series/{key}/anomalies}: days that were not to be expected, the newest days first. */
final class AnomalyLists {

    private static final List<String> HEADER = List.of(
            "key",
            "target",
            "date",
            "revision",
            "actual",
            "expected",
            "lower",
            "upper",
            "probability",
            "surprise",
            "threshold",
            "cause",
            "model");

    private final Anomalies anomalies;
    private final Targets targets;

    AnomalyLists(Board board, Anomalies anomalies) {
        this.anomalies = anomalies;
        this.targets = new Targets(board);
    }

    /**
     * A part of the list of all series.
     *
     * @param total anomalies in the whole list
     * @param offset anomalies before the part
     * @param limit anomalies in the part at most
     */
    record Part(int total, int offset, int limit, List<One> anomalies) {}

    /** The list of one series. */
    record OfSeries(String key, List<One> anomalies) {}

    /**
     * One anomaly.
     *
     * @param expected the median of the forecast that the value was compared with; as {@code lower} and {@code upper}, its outer quantiles,
     *     null where it is not finite
     * @param surprise in bits
     * @param threshold the surprise from which on a day of the series was an anomaly
     * @param cause what was surprising: value, missing-days or repetition
     */
    record One(
            String key,
            String target,
            String date,
            int revision,
            double actual,
            Double expected,
            Double lower,
            Double upper,
            Double probability,
            Double surprise,
            Double threshold,
            String cause,
            String model) {

        static One of(Anomaly anomaly) {
            return new One(
                    anomaly.key(),
                    anomaly.target(),
                    Days.date(anomaly.day()),
                    anomaly.revision(),
                    anomaly.actual(),
                    known(anomaly.expected()),
                    known(anomaly.lower()),
                    known(anomaly.upper()),
                    known(Decimal.of(anomaly.surprise().probability())),
                    known(Decimal.of(anomaly.surprise().bits())),
                    known(Decimal.of(anomaly.surprise().threshold())),
                    anomaly.surprise().causeLabel(),
                    anomaly.model());
        }

        private static Double known(double number) {
            return Double.isFinite(number) ? number : null;
        }
    }

    Answer all(Parameters given) {
        Parameters parameters = given.only("target", "since", "offset", "limit");
        int offset = parameters.whole("offset", 0, 0, Integer.MAX_VALUE);
        int limit = parameters.whole("limit", SeriesListing.USUAL, 1, SeriesListing.MOST);
        List<Anomaly> found = anomalies.all(asked(parameters));
        List<One> part = found.stream().skip(offset).limit(limit).map(One::of).toList();
        return new Answer(new Part(found.size(), offset, limit, part), table(part));
    }

    Answer of(String key, Parameters given) {
        Parameters parameters = given.only("target", "since");
        List<One> found =
                anomalies.of(key, asked(parameters)).stream().map(One::of).toList();
        return new Answer(new OfSeries(key, found), table(found));
    }

    private Predicate<Anomaly> asked(Parameters parameters) {
        OptionalInt since = parameters.date("since");
        targets.allOf(parameters);
        Optional<String> target = parameters.text("target");
        return anomaly -> (since.isEmpty() || anomaly.day() >= since.getAsInt())
                && (target.isEmpty() || anomaly.target().equals(target.get()));
    }

    private static Table table(List<One> anomalies) {
        List<List<Object>> rows = new ArrayList<>();
        for (One one : anomalies) {
            List<Object> row = new ArrayList<>(List.of(one.key(), one.target(), one.date(), one.revision()));
            row.add(one.actual());
            row.add(one.expected());
            row.add(one.lower());
            row.add(one.upper());
            row.add(one.probability());
            row.add(one.surprise());
            row.add(one.threshold());
            row.add(one.cause());
            row.add(one.model());
            rows.add(row);
        }
        return new Table(HEADER, rows);
    }
}
