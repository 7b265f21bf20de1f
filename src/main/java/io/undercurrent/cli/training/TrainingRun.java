package io.undercurrent.cli.training;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingOutcome;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** A training by a command, which says how it goes and how it ended. */
public final class TrainingRun {

    private final PrintWriter out;
    private final PrintWriter err;
    private final int steps;

    /** The model, and how good it is. */
    public record Trained(RecurrentModel model, TrainingOutcome outcome) {}

    /**
     * @param steps steps at most
     */
    public TrainingRun(CommandSpec command, int steps) {
        out = command.commandLine().getOut();
        err = command.commandLine().getErr();
        this.steps = steps;
    }

    /** Trains, draws the progress, and writes the errors at the end. */
    public Trained train(ForecastTrainer trainer, List<History> histories, ForecastTrainer.Source source) {
        RecurrentModel trained;
        TrainingOutcome outcome;
        try (TrainingView view = new TrainingView(steps, err)) {
            trained = trainer.train(histories, source, view);
            outcome = view.outcome();
        }
        new OutcomeText(outcome).print(out);
        return new Trained(trained, outcome);
    }

    /**
     * A model to go on with.
     *
     * @param option that names it
     * @param file that it comes from
     * @throws IllegalArgumentException if it cannot be trained here
     */
    public static RecurrentModel trainable(String option, ForecastModel model, String file) {
        if (model instanceof RecurrentModel recurrent) {
            return recurrent;
        }
        throw new IllegalArgumentException(option + ": expected a model that 'train' wrote, but " + file
                + " is a network from elsewhere: train it where it came from, and import it again");
    }

    /**
     * The options of a command as given, for the provenance.
     *
     * @param kept names of those that say how the model was made; where things lay is nobody's business
     */
    public static Map<String, String> given(CommandSpec command, Predicate<String> kept) {
        Map<String, String> options = new LinkedHashMap<>();
        for (var option : command.commandLine().getParseResult().matchedOptions()) {
            if (kept.test(option.longestName())) {
                options.put(option.longestName(), String.join(",", option.originalStringValues()));
            }
        }
        return options;
    }
}
