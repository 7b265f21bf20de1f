package io.undercurrent.dashboard.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The models named in forecasts, with their first and last forecast. */
final class SpokenModels {

    /** Names come from messages, which may be anybody's: beyond so many the one that has been silent for longest goes. */
    static final int MOST = 256;

    private static final int LONGEST = 200;

    private final Map<String, Span> spans = new HashMap<>();

    private static final class Span {

        private int firstOrigin = Integer.MAX_VALUE;
        private int lastOrigin = Integer.MIN_VALUE;
        private long firstIssued = IssuedForecast.UNKNOWN_TIME;
        private long lastIssued = IssuedForecast.UNKNOWN_TIME;
        /** Goes up with each forecast of any model. */
        private long heard;
    }

    private static final class Count {

        private final Set<String> targets = new TreeSet<>();
        private int series;
    }

    private long heard;

    void add(IssuedForecast issued) {
        String model = issued.forecast().model();
        if (model.length() > LONGEST) {
            return;
        }
        Span span = spans.get(model);
        if (span == null) {
            if (spans.size() == MOST) {
                spans.values().remove(silentForLongest());
            }
            span = new Span();
            spans.put(model, span);
        }
        span.heard = ++heard;
        span.firstOrigin = Math.min(span.firstOrigin, issued.forecast().origin());
        span.lastOrigin = Math.max(span.lastOrigin, issued.forecast().origin());
        if (issued.issued() != IssuedForecast.UNKNOWN_TIME) {
            boolean first = span.firstIssued == IssuedForecast.UNKNOWN_TIME;
            span.firstIssued = first ? issued.issued() : Math.min(span.firstIssued, issued.issued());
            span.lastIssued = Math.max(span.lastIssued, issued.issued());
        }
    }

    private Span silentForLongest() {
        return spans.values().stream()
                .min(Comparator.comparingLong(span -> span.heard))
                .orElseThrow();
    }

    /** What each model has forecast, the one heard last first, with those series of which the newest forecast is its own. */
    List<ModelUse> of(Collection<SeriesState> all, List<String> targets) {
        Map<String, Count> counts = new HashMap<>();
        spans.keySet().forEach(model -> counts.put(model, new Count()));
        for (SeriesState series : all) {
            count(series, targets, counts);
        }
        List<ModelUse> uses = new ArrayList<>();
        spans.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().heard))
                .forEach(entry -> uses.add(use(entry.getKey(), entry.getValue(), counts.get(entry.getKey()))));
        return uses;
    }

    /** Counts a series once for each model that made the newest forecast of one of its targets. */
    private static void count(SeriesState series, List<String> targets, Map<String, Count> counts) {
        Set<String> counted = new TreeSet<>();
        for (int target = 0; target < targets.size(); target++) {
            TargetState state = series.shown(target);
            TargetForecast newest = state == null ? null : state.trail().newest();
            Count count = newest == null ? null : counts.get(newest.model());
            if (count != null) {
                count.targets.add(targets.get(target));
                count.series += counted.add(newest.model()) ? 1 : 0;
            }
        }
    }

    private static ModelUse use(String model, Span span, Count count) {
        return new ModelUse(
                model,
                span.firstOrigin,
                span.lastOrigin,
                span.firstIssued,
                span.lastIssued,
                count.series,
                count.targets);
    }
}
