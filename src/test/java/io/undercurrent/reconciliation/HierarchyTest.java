package io.undercurrent.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.reconciliation.Hierarchy.Sum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HierarchyTest {

    /** Two stores with an item each that both have, and one that only the first has; stores and items add up to the same. */
    @Test
    void aSeriesMayBePartOfSeveralSums() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        parents.put("a-milk", List.of("a", "milk"));
        parents.put("a-tea", List.of("a", "tea"));
        parents.put("b-milk", List.of("b", "milk"));
        for (String sum : List.of("a", "b", "milk", "tea")) {
            parents.put(sum, List.of("all"));
        }
        Hierarchy hierarchy = Hierarchy.of(parents);
        assertEquals(List.of("a-milk", "a-tea", "b-milk"), hierarchy.bottom());
        assertEquals(
                List.of(
                        new Sum("all", 2, List.of(0, 1, 2)),
                        new Sum("a", 1, List.of(0, 1)),
                        new Sum("milk", 1, List.of(0, 2)),
                        new Sum("tea", 1, List.of(1)),
                        new Sum("b", 1, List.of(2))),
                hierarchy.sums());
        assertEquals(
                Map.of(0, List.of("a-milk", "a-tea", "b-milk"), 1, List.of("a", "milk", "tea", "b"), 2, List.of("all")),
                hierarchy.levels());
    }

    @Test
    void refusesASeriesThatIsPartOfItself() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        parents.put("x", List.of("a"));
        parents.put("a", List.of("b"));
        parents.put("b", List.of("a"));
        String message = assertThrows(IllegalArgumentException.class, () -> Hierarchy.of(parents))
                .getMessage();
        assertEquals("expected no series to be part of itself, but got a of b of a", message);
        String nothing = assertThrows(IllegalArgumentException.class, () -> Hierarchy.of(Map.of()))
                .getMessage();
        assertTrue(nothing.contains("at least one series that is part of another"), nothing);
    }

    /** Two stores that share their kinds of items, and a warehouse that has nothing to do with them. */
    @Test
    void partsWithoutACommonSumStandByThemselves() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        parents.put("bolts", List.of("warehouse"));
        parents.put("a-milk", List.of("a", "milk"));
        parents.put("nuts", List.of("warehouse"));
        parents.put("b-milk", List.of("b", "milk"));
        parents.put("alone", List.of());
        Map<String, Hierarchy> components = Hierarchy.of(parents).components();
        assertEquals(List.of("a", "warehouse"), List.copyOf(components.keySet()));
        assertEquals(List.of("a-milk", "b-milk"), components.get("a").bottom());
        assertEquals(
                List.of(new Sum("a", 1, List.of(0)), new Sum("milk", 1, List.of(0, 1)), new Sum("b", 1, List.of(1))),
                components.get("a").sums());
        assertEquals(
                new Hierarchy(List.of("bolts", "nuts"), List.of(new Sum("warehouse", 1, List.of(0, 1)))),
                components.get("warehouse"));
    }
}
