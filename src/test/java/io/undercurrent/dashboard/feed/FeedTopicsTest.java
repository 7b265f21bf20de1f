package io.undercurrent.dashboard.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedTopicsTest {

    private static final JobTopics ONE =
            new JobTopics("in", "out", "refused", Optional.of("marks"), Optional.of("odd"));

    @Test
    void whatJobsShareIsReadOnce() {
        JobTopics other = new JobTopics("in", "others", "refused", Optional.empty());
        assertEquals(
                new FeedTopics(
                        new TopicSelection(
                                List.of("in"), List.of(), Set.of("out", "others", "marks", "odd", "refused")),
                        List.of("out", "others"),
                        List.of("marks"),
                        List.of("odd"),
                        List.of("refused"),
                        List.of()),
                FeedTopics.of(List.of(ONE, other)));
    }

    @Test
    void jobsMayShareTheTopicOfModelEvents() {
        FeedTopics topics = FeedTopics.of(List.of(ONE), List.of("changes", "changes"));
        assertEquals(List.of("changes"), topics.modelEvents());
        assertThrows(IllegalArgumentException.class, () -> FeedTopics.of(List.of(ONE), List.of("odd")));
    }

    @Test
    void aTopicIsForOneThing() {
        JobTopics other = new JobTopics("out", "others", "refused", Optional.empty());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FeedTopics.of(List.of(ONE, other)));
        assertEquals(
                "topics: expected different ones, but got in, out, out, others, marks, odd, refused",
                refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> FeedTopics.of(List.of()));
    }
}
