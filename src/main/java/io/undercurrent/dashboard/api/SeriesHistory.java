package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.SeriesDetail;
import io.undercurrent.dashboard.state.SeriesState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /api/series/{key}}: what is known of one series besides the values of its forecasts. */
final class SeriesHistory {

    private final Board board;

    SeriesHistory(Board board) {
        this.board = board;
    }

    /** One series. */
    record Series(String key, List<Target> targets, List<Flag> flags) {}

    /**
     * One target of it.
     *
     * @param newest the newest day with a value; null where none is known
     * @param origins of the forecasts that are kept, ascending
     */
    record Target(String target, String newest, List<Value> values, List<String> origins, Scores scores) {}

    /** The value of a day. */
    record Value(String date, double value) {}

    /**
     * Days on which something held.
     *
     * @param days ascending; those ahead were announced
     */
    record Flag(String flag, List<String> days) {}

    Answer answer(SeriesState series, Parameters given) {
        given.only();
        List<SeriesDetail> details = board.targets(series).stream()
                .map(target -> board.detail(series, target, null))
                .toList();
        List<Target> targets = details.stream().map(SeriesHistory::target).toList();
        List<Flag> flags = details.isEmpty() ? List.of() : flags(details.get(0));
        return new Answer(new Series(series.key(), targets, flags), table(series.key(), targets));
    }

    private static Target target(SeriesDetail detail) {
        List<Value> values = new ArrayList<>();
        double[] known = detail.values();
        for (int i = 0; i < known.length; i++) {
            if (Double.isFinite(known[i])) {
                values.add(new Value(Days.date(detail.newest() - (known.length - 1 - i)), known[i]));
            }
        }
        return new Target(
                detail.target(),
                Days.newest(detail),
                values,
                Arrays.stream(detail.origins()).mapToObj(Days::date).toList(),
                Scores.of(detail.scores()));
    }

    private static List<Flag> flags(SeriesDetail detail) {
        return detail.flags().stream()
                .map(flag -> new Flag(
                        flag.name(),
                        Arrays.stream(flag.days()).mapToObj(Days::date).toList()))
                .toList();
    }

    /** The days in the form of a file of readings. */
    private static Table table(String key, List<Target> targets) {
        List<String> header = new ArrayList<>(List.of("key", "date"));
        Map<String, Object[]> byDate = new TreeMap<>();
        for (int i = 0; i < targets.size(); i++) {
            header.add(targets.get(i).target());
            for (Value value : targets.get(i).values()) {
                byDate.computeIfAbsent(value.date(), date -> new Object[targets.size()])[i] = value.value();
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        byDate.forEach((date, values) -> {
            List<Object> row = new ArrayList<>(List.of(key, date));
            row.addAll(Arrays.asList(values));
            rows.add(row);
        });
        return new Table(header, rows);
    }
}
