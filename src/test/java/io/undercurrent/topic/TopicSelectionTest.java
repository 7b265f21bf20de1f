package io.undercurrent.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicSelectionTest {

    private static final TopicSelection BOTH = new TopicSelection(List.of("berlin", "vienna"), List.of("shop-[0-9]+"));

    @Test
    void hasNamesAndWhatMatchesAsAWhole() {
        assertTrue(BOTH.includes("berlin"));
        assertTrue(BOTH.includes("shop-17"));
        assertFalse(BOTH.includes("shop-17.rejected"));
        assertFalse(BOTH.includes("berlin2"));
        assertEquals("berlin, vienna and all like 'shop-[0-9]+'", BOTH.toString());
        assertEquals("all like 'a' or 'b'", new TopicSelection(List.of(), List.of("a", "b")).toString());
        assertEquals("berlin", TopicSelection.of("berlin").toString());
    }

    @Test
    void doesNotReadWhatTheJobWrites() {
        TopicSelection all = new TopicSelection(List.of(), List.of(".*"));
        TopicSelection readings =
                new JobTopics(all, "out", "refused", Optional.of("marks"), Optional.empty()).readings();
        assertTrue(readings.includes("in"));
        for (String own : List.of("out", "refused", "marks")) {
            assertFalse(readings.includes(own), own);
        }
        JobTopics job = new JobTopics(all, "out", "refused", Optional.empty(), Optional.empty())
                .besides(new ModelTopics("models", "events"));
        for (String own : List.of("out", "refused", "models", "events")) {
            assertFalse(job.readings().includes(own), own);
        }
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new JobTopics(TopicSelection.of("out"), "out", "refused", Optional.empty(), Optional.empty()));
        assertEquals("topics: expected different ones, but got out, out, refused", refused.getMessage());
    }

    @Test
    void coversOnesThatItHasForCertain() {
        assertTrue(BOTH.covers(TopicSelection.of("shop-1")));
        assertTrue(BOTH.covers(BOTH));
        assertFalse(BOTH.covers(TopicSelection.of("paris")));
        assertFalse(BOTH.covers(new TopicSelection(List.of(), List.of("shop-1"))));
        assertFalse(TopicSelection.of("berlin").covers(BOTH));
    }

    @Test
    void namesEachByItselfAndThenWhatElseMatches() {
        List<TopicSelection> parts = new TopicSelection(List.of("shop-1", "berlin"), List.of("shop-[0-9]+")).parts();
        assertEquals(List.of(TopicSelection.of("shop-1"), TopicSelection.of("berlin")), parts.subList(0, 2));
        assertTrue(parts.get(2).includes("shop-2"));
        assertFalse(parts.get(2).includes("shop-1"), "it is read once");
    }

    @Test
    void refusesWhatNamesNoTopic() {
        refused("topics: expected a name or a pattern, but there is none", List.of(), List.of());
        refused("topic: expected 1 to 249 letters, digits, '.', '_' or '-', but got 'a/b'", List.of("a/b"), List.of());
        refused(
                "topic pattern: expected a regular expression such as sales-.*, but got 'shop-(': Unclosed group",
                List.of(),
                List.of("shop-("));
    }

    private static void refused(String message, List<String> names, List<String> patterns) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new TopicSelection(names, patterns));
        assertEquals(message, refused.getMessage());
    }
}
