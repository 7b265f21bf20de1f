package io.undercurrent.cli.models;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.model.ForecastModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options by which a shadow becomes the live model by itself. */
public final class PromotionOptions {

    @Option(
            names = "--promote-after",
            paramLabel = "DAYS",
            description =
                    "With --shadow, make the model live by itself if it is surely better, after at least so many days on which both were"
                            + " compared. Two horizons or more (default: never; 'undercurrent models promote' does it).")
    private Integer after;

    @Option(
            names = "--promote-gain",
            paramLabel = "SHARE",
            description =
                    "With --promote-after, by which share its pinball loss has to be lower (default: ${DEFAULT-VALUE}, any).")
    private double gain;

    @Option(
            names = "--promote-confidence",
            paramLabel = "C",
            description = "With --promote-after, how probable that has to be (default: ${DEFAULT-VALUE}).")
    private double confidence = 0.95;

    /**
     * @param command that was parsed
     * @throws IllegalArgumentException if something is said of a rule that there is not
     */
    public void requireRule(CommandSpec command) {
        new OptionPairs(command)
                .requireWith("--promote-gain", "--promote-after")
                .requireWith("--promote-confidence", "--promote-after");
    }

    /** Whether there is to be a rule. */
    public boolean isGiven() {
        return after != null;
    }

    /**
     * The rule; null where people decide.
     *
     * @param rollbackDays for which the model before is watched afterwards
     * @throws IllegalArgumentException if the days are too few for the model to be judged
     */
    public ModelRule rule(ForecastModel model, int rollbackDays) {
        if (after == null) {
            return null;
        }
        int least = RollbackOptions.HORIZONS * model.shape().horizon();
        if (after < least) {
            throw new IllegalArgumentException("--promote-after: expected at least two horizons of the model, " + least
                    + " days, but got " + after);
        }
        if (rollbackDays != 0 && rollbackDays <= after) {
            throw new IllegalArgumentException(
                    "--rollback-days: expected more days than those of --promote-after, by which the model before is judged too, "
                            + after + ", but got " + rollbackDays);
        }
        return new ModelRule(after, gain, confidence, rollbackDays);
    }
}
