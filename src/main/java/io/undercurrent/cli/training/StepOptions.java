package io.undercurrent.cli.training;

import io.undercurrent.training.TrainingOptions;
import picocli.CommandLine.Option;

/** How long a training goes on, and by which dice. */
public final class StepOptions {

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Largest number of training steps. Without it there are 1000, and 1000 more if the second half of those"
                            + " still lowered the loss on the days held back; more are kept only if they lower it further.")
    private Integer steps;

    /**
     * @throws IllegalArgumentException if there are no steps
     */
    public TrainingOptions options() {
        TrainingOptions options = TrainingOptions.defaults().withSeed(seed);
        return steps == null ? options : options.withSteps(steps);
    }
}
