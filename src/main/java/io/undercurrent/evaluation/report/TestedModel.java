package io.undercurrent.evaluation.report;

import io.undercurrent.evaluation.Origins;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader has to know of the model to judge its scores.
 *
 * @param id name of the model
 * @param trainedUntil last day that it was trained on, as YYYY-MM-DD; "-" if it is untrained
 */
public record TestedModel(String id, String trainedUntil) {

    public TestedModel {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(trainedUntil, "trainedUntil");
    }

    /** A sentence to say wherever the scores are shown, if the training went on after the first origin. */
    public Optional<String> warning(Origins origins) {
        // Dates of this form are in order as texts, and "-" comes before all of them.
        return trainedUntil.compareTo(LocalDate.ofEpochDay(origins.first()).toString()) > 0
                ? Optional.of("The model was trained until " + trainedUntil
                        + ": it may know days that it is asked to forecast here.")
                : Optional.empty();
    }
}
