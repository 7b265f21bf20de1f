package io.undercurrent.topic;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The topics on the models of a job.
 *
 * @param models which model is to forecast from which day on, keyed by role
 * @param events what the job made of that
 */
public record ModelTopics(String models, String events) implements Serializable {

    public ModelTopics {
        JobTopics.requireLegal(List.of(models, events));
    }

    /**
     * @throws IllegalArgumentException if one is a topic of the job that has readings or results
     */
    public ModelTopics requireOtherThan(List<String> others) {
        Set<String> both = new HashSet<>(others);
        both.retainAll(Set.of(models, events));
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "topics of models: expected others than those of readings and results, but got "
                            + String.join(", ", both));
        }
        return this;
    }
}
