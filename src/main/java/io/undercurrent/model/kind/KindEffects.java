package io.undercurrent.model.kind;

import io.undercurrent.model.window.KindPrior;
import java.util.List;
import java.util.Objects;

/**
 * How the series of each kind usually behave in one target: what is common to all, and what each level of each static
 * column adds to it.
 *
 * @param common to all series
 * @param levels by static column and level, what the level adds
 * @param weekdayDays days of a weekday of the series itself that count as much as what its kind says of the weekday
 * @param flagDays the same for days with a flag
 */
public record KindEffects(KindPrior common, List<List<KindPrior>> levels, double weekdayDays, double flagDays) {

    public KindEffects {
        Objects.requireNonNull(common, "common");
        levels = levels.stream().map(List::copyOf).toList();
        requireDays("weekdayDays", weekdayDays);
        requireDays("flagDays", flagDays);
        for (List<KindPrior> ofColumn : levels) {
            for (KindPrior level : ofColumn) {
                if (level.flags().size() != common.flags().size()) {
                    throw new IllegalArgumentException("levels: expected "
                            + common.flags().size() + " effects of flags, but got "
                            + level.flags().size());
                }
            }
        }
    }

    private static void requireDays(String name, double days) {
        if (!(days > 0 && Double.isFinite(days))) {
            throw new IllegalArgumentException(name + ": expected a number above 0, but got " + days);
        }
    }

    /**
     * What is to be expected of a series.
     *
     * @param known its level in each static column, {@link StaticColumn#OTHER} for none
     */
    KindPrior prior(int[] known) {
        KindPrior prior = common;
        for (int column = 0; column < known.length; column++) {
            if (known[column] != StaticColumn.OTHER) {
                prior = prior.plus(levels.get(column).get(known[column]));
            }
        }
        return prior;
    }
}
