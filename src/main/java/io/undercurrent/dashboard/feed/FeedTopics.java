package io.undercurrent.dashboard.feed;

import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The topics of all jobs that are watched, each once. Jobs may share them: what they write is told apart by its targets.
 *
 * @param readings what goes into the jobs
 * @param predictions what comes out
 * @param scores how forecasts turned out
 * @param anomalies values that no forecast expected
 * @param rejected what became no forecast
 */
public record FeedTopics(
        TopicSelection readings,
        List<String> predictions,
        List<String> scores,
        List<String> anomalies,
        List<String> rejected) {

    public FeedTopics {
        predictions = once(predictions);
        scores = once(scores);
        anomalies = once(anomalies);
        rejected = once(rejected);
        List<String> all = Stream.of(readings.names(), predictions, scores, anomalies, rejected)
                .flatMap(List::stream)
                .toList();
        if (Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException("topics: expected different ones, but got " + String.join(", ", all));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no job, or a topic is for one thing in one job and for another in another
     */
    public static FeedTopics of(List<JobTopics> jobs) {
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("topics: expected those of at least one job, but the list is empty");
        }
        return new FeedTopics(
                jobs.stream()
                        .map(JobTopics::readings)
                        .reduce(TopicSelection::and)
                        .orElseThrow(),
                jobs.stream().map(JobTopics::predictions).toList(),
                jobs.stream().flatMap(job -> job.scores().stream()).toList(),
                jobs.stream().flatMap(job -> job.anomalies().stream()).toList(),
                jobs.stream().map(JobTopics::rejected).toList());
    }

    private static List<String> once(List<String> topics) {
        return topics.stream().distinct().toList();
    }
}
