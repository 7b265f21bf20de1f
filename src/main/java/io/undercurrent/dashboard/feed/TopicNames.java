package io.undercurrent.dashboard.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The topics of the jobs that are watched. Jobs may share them: what they write is told apart by its targets.
 *
 * @param readings what goes into the jobs
 * @param predictions what comes out
 * @param scores how forecasts turned out
 * @param rejected what became no forecast
 */
public record TopicNames(List<String> readings, List<String> predictions, List<String> scores, List<String> rejected) {

    public TopicNames {
        readings = notEmpty("readings", readings);
        predictions = notEmpty("predictions", predictions);
        scores = notEmpty("scores", scores);
        rejected = notEmpty("rejected", rejected);
        List<String> all = new ArrayList<>(readings);
        all.addAll(predictions);
        all.addAll(scores);
        all.addAll(rejected);
        if (Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException("topics: expected different ones, but got " + String.join(", ", all));
        }
    }

    /** Those of one job. */
    public static TopicNames of(String readings, String predictions, String scores, String rejected) {
        return new TopicNames(List.of(readings), List.of(predictions), List.of(scores), List.of(rejected));
    }

    private static List<String> notEmpty(String what, List<String> topics) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException(what + ": expected at least one topic, but the list is empty");
        }
        return List.copyOf(topics);
    }
}
