package io.undercurrent.cli.models;

import io.undercurrent.format.Counted;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelFigures.Both;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a shadow did beside the live model, in lines. */
final class FiguresText {

    private static final double PERCENT = 100;

    private FiguresText() {}

    /** The newest figures of each job on the shadow of an entry. */
    static List<String> of(ModelEntry entry, List<ModelEvent> events) {
        Map<String, ModelEvent> last = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.what() == What.COMPARED)
                .filter(event -> event.entry().isSameDecisionAs(entry))
                .forEach(event -> last.put(event.job(), event));
        List<String> lines = new ArrayList<>();
        last.forEach((job, event) -> event.figures().ifPresent(figures -> add(job, figures, lines)));
        return lines;
    }

    private static void add(String job, ModelFigures figures, List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "  compared  by %s with %s on %s until %s, %,d series",
                job,
                figures.live(),
                Counted.of(figures.days(), "day"),
                LocalDate.ofEpochDay(figures.until()),
                figures.series()));
        lines.add(String.format(
                Locale.ROOT,
                "            pinball loss %.2f %% %s, %s",
                PERCENT * Math.abs(figures.gain()),
                figures.gain() > 0 ? "lower" : "higher",
                Double.isNaN(figures.standardError())
                        ? "too few days for a standard error"
                        : String.format(Locale.ROOT, "standard error %.2f points", PERCENT * figures.standardError())));
        for (ModelFigures.OfTarget target : figures.targets()) {
            lines.add("            " + target.target() + ": absolute error "
                    + pair("%.4g", target.absolute(), 1)
                    + ", pinball loss " + pair("%.4g", target.pinball(), 1)
                    + ", inside the widest interval " + pair("%.1f %%", target.coverage(), PERCENT));
        }
    }

    private static String pair(String format, Both both, double factor) {
        return String.format(
                Locale.ROOT, format + " (live " + format + ")", factor * both.shadow(), factor * both.live());
    }
}
