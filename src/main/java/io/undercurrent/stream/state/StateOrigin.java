package io.undercurrent.stream.state;

import io.undercurrent.model.ForecastModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What the keyed state of a job was made with, which stands in each checkpoint: state of another model or of other limits looks
 * much the same and means something else.
 *
 * @param model kind, units and checksum of the network whose hidden states are stored
 * @param targets names of the values forecast, in the order of the columns
 * @param covariates names of the columns after them
 * @param window days that the model looks back
 * @param horizon days that it looks ahead
 * @param lateness days that a reading may be older than the newest of its series
 */
public record StateOrigin(
        String model, List<String> targets, List<String> covariates, int window, int horizon, int lateness) {

    public StateOrigin {
        targets = List.copyOf(targets);
        covariates = List.copyOf(covariates);
    }

    /** Of what a job makes with this model and lateness. */
    public static StateOrigin of(ForecastModel model, int lateness) {
        return new StateOrigin(
                model.id(),
                model.columns().targets(),
                model.columns().covariates(),
                model.window(),
                model.shape().horizon(),
                lateness);
    }

    /** Model, window and lateness, and of the rest what is not as in {@code other}. */
    public String describeBeside(StateOrigin other) {
        List<String> facts = new ArrayList<>(List.of("model " + model));
        if (!targets.equals(other.targets)) {
            facts.add("targets " + String.join(" and ", targets));
        }
        if (!covariates.equals(other.covariates)) {
            facts.add(covariates.isEmpty() ? "no covariates" : "covariates " + String.join(" and ", covariates));
        }
        if (horizon != other.horizon) {
            facts.add("horizon " + horizon);
        }
        facts.add("window " + window);
        facts.add("lateness " + lateness);
        return String.join(", ", facts);
    }

    /**
     * Checks that a job can go on with state of another origin.
     *
     * @param location of the model file
     * @throws UnusableStateException if it cannot; the message names the file and all that differs
     */
    public void requireSameAs(StateOrigin stored, String location) {
        List<String> differences = new ArrayList<>();
        difference(differences, "targets", stored.targets, targets);
        difference(differences, "covariates", stored.covariates, covariates);
        difference(differences, "window", stored.window, window);
        difference(differences, "horizon", stored.horizon, horizon);
        difference(differences, "lateness", stored.lateness, lateness);
        difference(differences, "model", stored.model, model);
        if (!differences.isEmpty()) {
            throw new UnusableStateException("model file " + location + ": expected the one that the restored state was"
                    + " made with, and the same lateness, but " + String.join(", ", differences)
                    + ". Start without the old state to read the series anew, or with its model and lateness");
        }
    }

    private static void difference(List<String> differences, String name, Object stored, Object present) {
        if (!stored.equals(present)) {
            differences.add(name + " was " + stored + " and is " + present);
        }
    }
}
