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
 * @param modelEvents what became of models
 */
public record FeedTopics(
        TopicSelection readings,
        List<String> predictions,
        List<String> scores,
        List<String> anomalies,
        List<String> rejected,
        List<String> modelEvents) {

    public FeedTopics {
        predictions = once(predictions);
        scores = once(scores);
        anomalies = once(anomalies);
        rejected = once(rejected);
        modelEvents = once(modelEvents);
        List<String> all = Stream.of(readings.names(), predictions, scores, anomalies, rejected, modelEvents)
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
        return of(jobs, List.of());
    }

    /**
     * @param modelEvents topics in which the jobs say what became of models; they need not be there
     * @throws IllegalArgumentException if there is no job, or a topic is for one thing in one job and for another in another
     */
    public static FeedTopics of(List<JobTopics> jobs, List<String> modelEvents) {
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
                jobs.stream().map(JobTopics::rejected).toList(),
                modelEvents);
    }

    private static List<String> once(List<String> topics) {
        return topics.stream().distinct().toList();
    }
}
