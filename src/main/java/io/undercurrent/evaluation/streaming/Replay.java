package io.undercurrent.evaluation.streaming;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.series.kind.RowsByKey;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.series.kind.StaticTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a backtest sends through the job for its plan: each series once, with all its days; or, to see how young series fare, each
 * series anew for each origin, beginning a number of days before it.
 */
final class Replay {

    /** Stands between the key of a series and the origin for which it has begun. */
    private static final String AT = "@";

    private final BacktestPlan plan;
    private final OptionalInt age;
    private final List<History> histories = new ArrayList<>();
    /** By key of the replay, the position of the series in the plan. */
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * @param age days that a series has at each origin, the origin included; empty for as many as it really has
     */
    Replay(BacktestPlan plan, OptionalInt age) {
        this.plan = plan;
        this.age = age;
        for (int series = 0; series < plan.histories().size(); series++) {
            History history = plan.histories().get(series);
            int[] origins = plan.origins()
                    .days()
                    .filter(day -> plan.covers(history, day))
                    .toArray();
            if (age.isEmpty()) {
                if (origins.length > 0) {
                    add(history, series);
                }
            } else {
                for (int origin : origins) {
                    add(begunAnew(history, origin), series);
                }
            }
        }
    }

    private void add(History history, int series) {
        histories.add(history);
        positions.put(history.key(), series);
    }

    /** {@code history} from {@link #age} days before the end of {@code origin}, under a key of its own. */
    private History begunAnew(History history, int origin) {
        History anew = history.from(Math.max(history.firstDay(), origin - age.getAsInt() + 1));
        return new History(history.key() + AT + origin, anew.firstDay(), anew.columns(), anew.values(), anew.statics());
    }

    Columns columns() {
        return plan.columns();
    }

    int lastOrigin() {
        return plan.origins().days().max().orElseThrow();
    }

    /** What stays the same about each of these series. */
    StaticTable statics() {
        Map<String, StaticFeatures> rows = new HashMap<>();
        for (History history : histories) {
            if (!history.statics().equals(StaticFeatures.NONE)) {
                rows.put(history.key(), history.statics());
            }
        }
        return new StaticTable(List.of(), rows);
    }

    /** The holidays of each of these series. */
    SeriesHolidays holidays(SeriesHolidays known) {
        if (age.isEmpty() || known.hasNoCalendar()) {
            return known;
        }
        SeriesHolidays.ByKey rows = known.byKey();
        Map<String, String> countries = new HashMap<>();
        for (History history : plan.histories()) {
            countries.put(RowsByKey.anyBeginningWith(history.key() + AT), rows.country(history.key()));
        }
        return known.of(countries);
    }

    /** All that is forecast at all. */
    List<History> histories() {
        return histories;
    }

    /** Position in the plan of the series that has a key here. */
    int position(String key) {
        return positions.get(key);
    }

    /** Whether the plan asks for a forecast of {@code history}, one of these, from {@code day}. */
    boolean asks(History history, int day) {
        boolean own = age.isEmpty() || history.key().endsWith(AT + day);
        return own && plan.covers(history, day);
    }
}
