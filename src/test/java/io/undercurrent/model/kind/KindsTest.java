package io.undercurrent.model.kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.model.window.KindPrior;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindsTest {

    private static final List<StaticColumn> COLUMNS = List.of(
            new StaticColumn("category", List.of("dairy", "bread")), new StaticColumn("region", List.of("north")));

    private static KindPrior prior(double monday, double flag, double spread) {
        return new KindPrior(List.of(monday, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), List.of(flag), spread);
    }

    private static KindEffects effects() {
        return new KindEffects(
                prior(1, 2, 0.5),
                List.of(List.of(prior(0.25, 1, 0), prior(-1, 0, -0.5)), List.of(prior(0.5, 0.5, 0.25))),
                4,
                2);
    }

    @Test
    void aSeriesIsWhatIsCommonAndWhatItsLevelsAdd() {
        Kinds kinds = new Kinds(COLUMNS, List.of(effects()));
        int[] northernMilk = kinds.levels(new StaticFeatures(Map.of("category", "dairy", "region", "north")));
        assertArrayEquals(new int[] {0, 0}, northernMilk);
        assertEquals(prior(1.75, 3.5, 0.75), kinds.prior(0, northernMilk));
        int[] southernBread = kinds.levels(new StaticFeatures(Map.of("category", "bread", "region", "south")));
        assertArrayEquals(new int[] {1, StaticColumn.OTHER}, southernBread);
        assertEquals(prior(0, 2, 0), kinds.prior(0, southernBread));
        assertEquals(prior(1, 2, 0.5), kinds.prior(0, kinds.levels(StaticFeatures.NONE)));
        assertEquals(3, kinds.size());
    }

    @Test
    void refusesWhatContradictsItself() {
        assertRefused(
                "levels: expected effects of [2, 1] levels by static column, but got [2]",
                () -> new Kinds(
                        COLUMNS,
                        List.of(new KindEffects(
                                prior(0, 0, 0), effects().levels().subList(0, 1), 1, 1))));
        assertRefused(
                "static columns: expected different names, but got [region, region]",
                () -> new Kinds(List.of(COLUMNS.get(1), COLUMNS.get(1)), List.of()));
        assertRefused(
                "levels of static column 'category': expected different texts, none of them empty, but got [a, a]",
                () -> new StaticColumn("category", List.of("a", "a")));
        assertRefused(
                "levels of static column 'category': expected 1 to 50, but got 51",
                () -> new StaticColumn("category", Collections.nCopies(51, "a")));
        assertRefused("weekdays: expected numbers from -100.0 to 100.0, but got NaN", () -> prior(Double.NaN, 0, 0));
        assertRefused(
                "weekdayDays: expected a number above 0, but got 0.0",
                () -> new KindEffects(prior(0, 0, 0), List.of(), 0, 1));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }
}
