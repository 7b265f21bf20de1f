package io.undercurrent.cli.training;

import io.undercurrent.training.TrainingOptions;
import picocli.CommandLine.Option;

/** How long a training goes on, and by which dice. */
public final class StepOptions {

    @Option(names = "--seed", description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--steps", description = "Largest number of training steps (default: ${DEFAULT-VALUE}).")
    private int steps = TrainingOptions.defaults().steps();

    /**
     * @throws IllegalArgumentException if there are no steps
     */
    public TrainingOptions options() {
        return TrainingOptions.defaults().withSeed(seed).withSteps(steps);
    }
}
