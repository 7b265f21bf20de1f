package io.undercurrent.cli.view;

import io.undercurrent.evaluation.anomaly.AnomalyTrial;
import io.undercurrent.evaluation.anomaly.Fault;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Prints what came of anomalies. */
public final class AnomalyView {

    private static final double PERCENT = 100;

    private final PrintWriter out;

    public AnomalyView(PrintWriter out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * @param budget alarms a series and year that were asked for
     */
    public void show(List<AnomalyTrial.Outcome> outcomes, double budget) {
        out.printf(
                Locale.ROOT,
                "%nAnomalies, for %s alarms a series and year. Rules have the threshold that meets it in hindsight.%n",
                budget);
        out.printf(Locale.ROOT, "%-14s %12s", "", "alarms/year");
        for (Fault.Kind kind : Fault.Kind.values()) {
            out.printf(Locale.ROOT, " %14s", kind.label());
        }
        out.println();
        for (AnomalyTrial.Outcome outcome : outcomes) {
            out.printf(Locale.ROOT, "%-14s %12.2f", outcome.method(), outcome.alarmsPerYear());
            for (Fault.Kind kind : Fault.Kind.values()) {
                Double found = outcome.found().get(kind);
                out.printf(
                        Locale.ROOT,
                        " %14s",
                        found == null ? "-" : String.format(Locale.ROOT, "%.0f %%", PERCENT * found));
            }
            out.println();
        }
    }
}
