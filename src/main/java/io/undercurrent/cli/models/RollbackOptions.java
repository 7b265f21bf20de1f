package io.undercurrent.cli.models;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.model.ForecastModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options by which a job goes back to the model before by itself. */
final class RollbackOptions {

    /** Horizons that the error of a difference needs. */
    static final int HORIZONS = 2;

    @Option(
            names = "--rollback-days",
            paramLabel = "DAYS",
            description =
                    "Let the model before forecast on for so many days as the shadow of the new one, and make it live again if its"
                            + " pinball loss is lower then. More than two horizons (default: 0, never).")
    private int days;

    @Option(
            names = "--rollback-confidence",
            paramLabel = "C",
            description =
                    "With --rollback-days, how probable it has to be that the model before is better (default: ${DEFAULT-VALUE}).")
    private double confidence = 0.95;

    int days() {
        return days;
    }

    /**
     * @param command that was parsed
     * @throws IllegalArgumentException if something is said of a watch that there is not
     */
    void requireDays(CommandSpec command) {
        new OptionPairs(command)
                .requireWith("--rollback-confidence", "--rollback-days")
                .refuseWith(
                        "--rollback-confidence",
                        "--promote-after",
                        "whose rule --promote-confidence is for, also when the model before comes back");
    }

    /**
     * @throws IllegalArgumentException if the days are too few for a model to be judged, or too many
     */
    void requireDaysFor(ForecastModel model) {
        int least = HORIZONS * model.shape().horizon() + 1;
        if (days != 0 && (days < least || days > ModelRule.MOST_ROLLBACK_DAYS)) {
            throw new IllegalArgumentException(
                    "--rollback-days: expected 0, or more than two horizons of the model, at least " + least
                            + " days and at most " + ModelRule.MOST_ROLLBACK_DAYS + ", but got " + days);
        }
    }

    /**
     * The model before as the shadow of the new one, where it is to be watched.
     *
     * @param before empty where there is none
     * @param from the first day of the new one
     */
    List<ModelEntry> watched(Optional<ModelEntry> before, ForecastModel model, int from, Instant now) {
        if (days == 0) {
            return List.of();
        }
        ModelEntry watched = before.orElseThrow(() -> new IllegalStateException(
                "--rollback-days: expected a live model to go back to, but there is none that a job has taken"));
        ModelRule rule = new ModelRule(HORIZONS * model.shape().horizon(), 0, confidence, 0);
        return List.of(watched.watching(from, now, days, rule));
    }
}
