package io.undercurrent.cli.models;

import io.undercurrent.format.Counted;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a shadow is watched, in lines. */
final class WatchText {

    private static final double PERCENT = 100;

    private WatchText() {}

    static List<String> of(ModelEntry shadow) {
        List<String> lines = new ArrayList<>();
        if (shadow.isBefore()) {
            lines.add("  until     " + LocalDate.ofEpochDay(shadow.watch().until()) + ", as the model before");
        }
        ModelRule rule = shadow.watch().rule();
        if (rule != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  rule      live%s after %s if its pinball loss is lower%s, with a confidence of %s %%%s",
                    shadow.isBefore() ? " again" : "",
                    Counted.of(rule.days(), "day"),
                    rule.gain() == 0 ? "" : " by more than " + percent(rule.gain()) + " %",
                    percent(rule.confidence()),
                    rule.rollbackDays() == 0
                            ? ""
                            : "; then the model before is watched for " + Counted.of(rule.rollbackDays(), "day")));
        }
        return lines;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", PERCENT * share).replaceFirst("\\.?0+$", "");
    }
}
