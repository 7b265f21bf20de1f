package io.undercurrent.training.kind;

import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns the {@link Kinds} of series: the levels of each static column that enough series have, and what series of each
 * level have in common.
 */
public final class KindLearning {

    /** Series that a level needs. What fewer have in common says little of the next one. */
    public static final int LEAST_SERIES = 5;

    /** Share of the series that are shown to the network as of no kind, so that it has seen some. */
    private static final double SHOWN_WITHOUT = 0.1;

    /** Its multiples, less their integral parts, fill the unit interval evenly, and follow no pattern that keys may have. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private KindLearning() {}

    /** {@code spec} with what is learnt; without kinds if nothing is known of the series. */
    public static ModelSpec learn(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        List<History> known = histories.stream()
                .filter(history -> history.firstDay() <= period.lastOrigin())
                .toList();
        List<StaticColumn> columns = new ArrayList<>();
        countsByColumn(known).forEach((column, counts) -> {
            List<String> levels = counts.entrySet().stream()
                    .filter(level -> level.getValue() >= LEAST_SERIES)
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(StaticColumn.MOST_LEVELS)
                    .map(Map.Entry::getKey)
                    .toList();
            boolean same = levels.size() == 1 && counts.get(levels.get(0)) == known.size();
            if (!levels.isEmpty() && !same) {
                columns.add(new StaticColumn(column, levels));
            }
        });
        if (columns.isEmpty()) {
            return spec.withKinds(Kinds.NONE);
        }
        return spec.withKinds(new Kinds(
                columns,
                spec.scalePriors().isEmpty() ? List.of() : new EffectLearning(spec, columns).learn(known, period)));
    }

    /** By column and level, the number of series. */
    private static Map<String, Map<String, Integer>> countsByColumn(List<History> histories) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (History history : histories) {
            history.statics()
                    .levels()
                    .forEach((column, level) -> counts.computeIfAbsent(column, none -> new TreeMap<>())
                            .merge(level, 1, Integer::sum));
        }
        return counts;
    }

    /** The histories to train with: some of them are of no known kind, if the model tells kinds apart. */
    public static List<History> shown(ModelSpec spec, List<History> histories) {
        if (spec.kinds().columns().isEmpty()) {
            return histories;
        }
        List<History> shown = new ArrayList<>(histories);
        for (int i = 1; i < shown.size(); i++) {
            if (i * GOLDEN_RATIO % 1 < SHOWN_WITHOUT) {
                shown.set(i, shown.get(i).withStatics(StaticFeatures.NONE));
            }
        }
        return shown;
    }
}
