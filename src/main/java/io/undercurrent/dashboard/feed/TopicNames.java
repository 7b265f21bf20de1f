package io.undercurrent.dashboard.feed;

import java.util.Objects;

/**
 * The topics that are read.
 *
 * @param readings what goes into the job
 * @param predictions what comes out
 * @param scores how forecasts turned out
 * @param rejected what became no forecast
 */
public record TopicNames(String readings, String predictions, String scores, String rejected) {

    public TopicNames {
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(predictions, "predictions");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(rejected, "rejected");
    }
}
