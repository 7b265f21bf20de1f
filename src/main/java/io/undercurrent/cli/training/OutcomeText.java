package io.undercurrent.cli.training;

import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.training.TrainingOutcome;
import io.undercurrent.training.TrainingOutcome.Course;
import io.undercurrent.training.TrainingOutcome.Errors;
import io.undercurrent.training.TrainingOutcome.Target;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How a training ended, in words and measures of those who plan with the forecasts. */
public final class OutcomeText {

    private static final MathContext DIGITS = new MathContext(4);

    private final TrainingOutcome outcome;

    public OutcomeText(TrainingOutcome outcome) {
        this.outcome = outcome;
    }

    /** Writes errors beside those of the baselines, and whether more steps would help. */
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Errors on the newest days, which training held back (%s to %s): mean error in units of the target,"
                        + " and MASE, which is about 1 for repeating the week before%n",
                outcome.heldBackFrom(),
                outcome.heldBackTo());
        for (Target target : outcome.targets()) {
            out.printf(Locale.ROOT, "  %-52s %10s %8s%n", target.name(), "mean error", "MASE");
            row(out, "this model", target.model());
            row(out, "its baseline: " + describe(target.baseline()), target.ofBaseline());
            row(out, "the same weekday of the week before", target.ofWeekBefore());
        }
        for (Target target : outcome.targets()) {
            if (target.share() == 1 && Double.isNaN(target.model().mean())) {
                out.printf(
                        Locale.ROOT,
                        "%s: nothing on these days to compare with, so the network's correction of the baseline is kept, for"
                                + " better or worse%n",
                        target.name());
            } else if (target.share() > 0) {
                out.printf(
                        Locale.ROOT,
                        "%s: validation kept %.0f %% of the network's correction of its baseline%n",
                        target.name(),
                        100 * target.share());
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s: the network did not improve on the baseline, so the forecasts are those of the baseline, %s, with"
                                + " intervals from its errors%n",
                        target.name(),
                        describe(target.baseline()));
            }
        }
        if (outcome.youngSeries() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d series with fewer than 14 days before these days were left out here. They are forecast from"
                            + " their first day all the same.%n",
                    outcome.youngSeries());
        }
        printSteps(outcome.course(), out);
        out.flush();
    }

    /** Which steps were done, and why not others. */
    private static void printSteps(Course course, PrintWriter out) {
        int steps = course.steps() + course.furtherSteps();
        if (course.furtherSteps() > 0) {
            out.printf(
                    Locale.ROOT,
                    "Steps: the loss on the days held back was %.4f after %,d steps and had still fallen in their second half,"
                            + " so %,d more were done: %s%n",
                    course.loss(),
                    course.steps(),
                    course.furtherSteps(),
                    course.furtherLoss() < course.loss()
                            ? String.format(Locale.ROOT, "%.4f, which is kept", course.furtherLoss())
                            : "they did not lower it, and are not kept");
        }
        out.println(
                course.stillFalling()
                        ? "More steps may help: the error on the days held back was still falling at the end (--steps "
                                + 2 * steps + ")"
                        : "The error on the days held back no longer fell at the end of the "
                                + String.format(Locale.ROOT, "%,d", steps) + " steps");
    }

    private static void row(PrintWriter out, String name, Errors errors) {
        out.printf(Locale.ROOT, "    %-50s %10s %8s%n", name, plain(errors.mean()), plain(errors.scaled()));
    }

    private static String plain(double error) {
        return Double.isFinite(error) ? new BigDecimal(error).round(DIGITS).toPlainString() : "-";
    }

    private static String describe(Baseline baseline) {
        return switch (baseline) {
            case WEEKDAY_MEDIAN -> "median of the same weekday";
            case DECOMPOSITION -> "level, weekday, flags and dates";
            case CLIMATE -> "climatology and anomaly";
        };
    }
}
