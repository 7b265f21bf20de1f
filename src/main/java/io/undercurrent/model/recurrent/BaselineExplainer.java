package io.undercurrent.model.recurrent;

import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.baseline.LongView;
import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Says what the baseline that a {@link WindowEncoder} encodes is made of. Not thread-safe: holds working memory. */
final class BaselineExplainer {

    private final ModelSpec spec;
    private final WindowStatistics[] statistics;
    /** Names of the flags that are columns. */
    private final List<String> columns = new ArrayList<>();

    private final FlagDays flagDays;
    private final KindEncoder kinds;
    /** Null if the window is too short to learn yearly patterns. */
    private final LongView longView;

    BaselineExplainer(ModelSpec spec) {
        this.spec = spec;
        int days = spec.seesYears() ? spec.window() : Math.min(spec.window(), WindowStatistics.RECENT_DAYS);
        statistics = new WindowStatistics[spec.columns().targets().size()];
        Arrays.setAll(
                statistics,
                target -> new WindowStatistics(spec.window(), days, spec.scalePrior(target), spec.spikeDays()));
        for (int column : spec.flagColumns()) {
            columns.add(spec.columns().name(column));
        }
        flagDays = spec.flagDays();
        kinds = new KindEncoder(spec);
        Calendar calendar = new Calendar(spec.easter());
        longView = spec.seesYears()
                ? new LongView(
                        spec,
                        spec.baselines(),
                        spec.monthFactors(calendar),
                        spec.window(),
                        spec.horizon(),
                        spec.spikeDays(),
                        flagDays,
                        calendar)
                : null;
    }

    /** The parts by target and lead, the day after the origin first; NaN for a target without a value in the window. */
    List<List<BaselineParts>> explain(SlidingWindow window, int origin, StaticFeatures statics) {
        for (int target = 0; target < statistics.length; target++) {
            statistics[target].compute(window, origin, target);
        }
        if (longView != null) {
            longView.compute(window, origin, statistics);
            longView.lookAhead();
        }
        for (int target = 0; kinds.lends() && target < statistics.length; target++) {
            kinds.lend(statics, target, statistics[target], window, flagDays);
        }
        return IntStream.range(0, statistics.length)
                .mapToObj(target -> IntStream.rangeClosed(1, spec.horizon())
                        .mapToObj(lead -> explain(window, target, origin, lead, statics))
                        .toList())
                .toList();
    }

    private BaselineParts explain(SlidingWindow window, int target, int origin, int lead, StaticFeatures statics) {
        WindowStatistics past = statistics[target];
        BaselineParts parts = ofLongWindow(window, target, lead);
        if (parts == null || !Float.isFinite((float) parts.sum())) {
            parts = BaselineParts.ofWeekday(past.level(), past.profile(origin + lead));
            if (kinds.lends() && spec.baselines().get(target) == Baseline.DECOMPOSITION) {
                parts = parts.withFlags(borrowed(window, target, origin, lead, statics));
            }
        }
        return parts.raised(past.observations().reference());
    }

    private String name(SlidingWindow window, int flag) {
        return flag < columns.size() ? columns.get(flag) : flagDays.calendar(window, flag);
    }

    private List<String> names(SlidingWindow window) {
        return IntStream.range(0, flagDays.count())
                .mapToObj(flag -> name(window, flag))
                .toList();
    }

    /** What flags add that the series has had on too few days to tell. */
    private Map<String, Double> borrowed(
            SlidingWindow window, int target, int origin, int lead, StaticFeatures statics) {
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int flag = 0; flag < flagDays.count(); flag++) {
            if (flagDays.announced(window, origin + lead, flag) == 1) {
                effects.put(name(window, flag), (double)
                        kinds.flagEffect(statics, target, flag, statistics[target], window, flagDays));
            }
        }
        return effects;
    }

    /** Null if the baseline is the weekday's median. */
    private BaselineParts ofLongWindow(SlidingWindow window, int target, int lead) {
        return switch (spec.baselines().get(target)) {
            case WEEKDAY_MEDIAN -> null;
            case DECOMPOSITION ->
                longView.decomposition(target).isKnown() ? longView.decomposedParts(target, lead, names(window)) : null;
            case CLIMATE -> longView.climatology(target).isKnown() ? longView.climateParts(target, lead) : null;
        };
    }
}
