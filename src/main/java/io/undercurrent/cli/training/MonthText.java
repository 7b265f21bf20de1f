package io.undercurrent.cli.training;

import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.window.MonthEffects;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what a model knows of months. */
public final class MonthText {

    private MonthText() {}

    /** A line for each target on which months have an effect. */
    public static List<String> of(RecurrentModel model) {
        List<String> lines = new ArrayList<>();
        List<String> targets = model.columns().targets();
        for (int target = 0; target < targets.size(); target++) {
            MonthEffects effects = model.spec().monthEffects(target);
            if (!effects.areNone()) {
                lines.add(targets.get(target) + ": " + factors(effects));
            }
        }
        return lines;
    }

    private static String factors(MonthEffects effects) {
        List<String> factors = new ArrayList<>();
        for (Month month : Month.values()) {
            factors.add(String.format(
                    Locale.ROOT,
                    "%s %.2f",
                    month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                    effects.factors().get(month.ordinal())));
        }
        return String.join(", ", factors);
    }
}
