package io.undercurrent.model.recurrent;

import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.model.window.KindProfile;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes of which kind a series is, and lends a young series what is usual for its kind. Only forecasts see it: the carried
 * state does not depend on the kind, so that it stays right when a series gets another one. One thread's working memory.
 */
final class KindEncoder {

    private final Kinds kinds;
    private final KindProfile profile = new KindProfile();
    /** By what is known of a series; series of a kind share it. */
    private final Map<StaticFeatures, Known> known = new HashMap<>();

    private StaticFeatures present;
    private Known ofPresent;

    /**
     * @param levels by static column
     * @param priors by target
     */
    private record Known(int[] levels, List<KindPrior> priors) {}

    KindEncoder(ModelSpec spec) {
        kinds = spec.kinds();
    }

    /** Whether series borrow from their kind. */
    boolean lends() {
        return !kinds.targets().isEmpty();
    }

    private Known known(StaticFeatures statics) {
        if (statics != present) {
            ofPresent = known.computeIfAbsent(statics, this::look);
            present = statics;
        }
        return ofPresent;
    }

    private Known look(StaticFeatures statics) {
        int[] levels = kinds.levels(statics);
        KindPrior[] priors = new KindPrior[kinds.targets().size()];
        Arrays.setAll(priors, target -> kinds.prior(target, levels));
        return new Known(levels, List.of(priors));
    }

    /** Draws the statistics of a target towards what is usual for the kind. */
    void lend(StaticFeatures statics, int target, WindowStatistics to, SlidingWindow window, FlagDays flags) {
        KindEffects effects = kinds.targets().get(target);
        to.borrow(profile, known(statics).priors().get(target), effects.weekdayDays(), window, flags);
    }

    /** The effect of a flag on a target, drawn towards what is usual for the kind. */
    float flagEffect(
            StaticFeatures statics, int target, int flag, WindowStatistics of, SlidingWindow window, FlagDays flags) {
        double usual =
                of.usualScale() * known(statics).priors().get(target).flags().get(flag);
        return Double.isFinite(usual)
                ? of.flagEffect(
                        window, flags, flag, usual, kinds.targets().get(target).flagDays())
                : of.flagEffect(window, flags, flag);
    }

    /** Writes 1 for the level of the series in each static column and 0 for the others. */
    int encode(StaticFeatures statics, float[] features, int offset) {
        int at = offset;
        int[] levels = known(statics).levels();
        for (int column = 0; column < levels.length; column++) {
            int size = kinds.columns().get(column).levels().size();
            Arrays.fill(features, at, at + size, 0);
            if (levels[column] != StaticColumn.OTHER) {
                features[at + levels[column]] = 1;
            }
            at += size;
        }
        return at;
    }
}
