package io.undercurrent.dashboard.state.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelNewsTest {

    private static final Instant NOW = Instant.parse("2025-03-18T09:12:44.671Z");

    private final ModelNews news = new ModelNews();

    private static ModelEvent event(What what, String job, int number) {
        ModelEntry entry = new ModelEntry(
                ModelRole.SHADOW, "gru48@" + number, "file:///m", String.format("%064x", number), 20_000, NOW);
        Optional<ModelFigures> figures = what == What.COMPARED
                ? Optional.of(new ModelFigures("gru48@0", 20_000, number, 3, 0.01, Double.NaN, List.of()))
                : Optional.empty();
        return new ModelEvent(what, NOW.plusSeconds(number), job, entry, "", figures);
    }

    private List<Integer> comparedDays() {
        return news.comparisons().stream()
                .map(event -> event.figures().orElseThrow().days())
                .toList();
    }

    @Test
    void theNewestComparisonOfEachJobCounts() {
        news.add(List.of(event(What.COMPARED, "a", 1), event(What.COMPARED, "b", 2), event(What.COMPARED, "a", 3)));
        assertEquals(List.of(3, 2), comparedDays());
        assertEquals(List.of(), news.changes());
    }

    @Test
    void aComparisonEndsWithTheModelsThatItIsOf() {
        news.add(List.of(event(What.COMPARED, "a", 1), event(What.COMPARED, "b", 2)));
        news.add(List.of(event(What.REFUSED, "a", 3)));
        assertEquals(List.of(2, 1), comparedDays());
        news.add(List.of(event(What.PROMOTED, "a", 4)));
        assertEquals(List.of(2), comparedDays());
        assertEquals(
                List.of(What.PROMOTED, What.REFUSED),
                news.changes().stream().map(ModelEvent::what).toList());
    }

    @Test
    void theOldestAreForgotten() {
        int more = ModelNews.MOST + 7;
        news.add(IntStream.range(0, more)
                .mapToObj(i -> event(What.ACCEPTED, "a", i))
                .toList());
        assertEquals(ModelNews.MOST, news.changes().size());
        assertEquals("gru48@" + (more - 1), news.changes().get(0).entry().model());
        news.add(IntStream.range(0, more)
                .mapToObj(i -> event(What.COMPARED, "job-" + i, i))
                .toList());
        assertEquals(ModelNews.MOST, news.comparisons().size());
        assertEquals(more - 1, comparedDays().get(0));
        assertEquals(2L * more, news.version());
    }
}
