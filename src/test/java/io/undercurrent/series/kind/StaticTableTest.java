package io.undercurrent.series.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticTableTest {

    private static final StaticFeatures MILK = new StaticFeatures(Map.of("category", "dairy", "region", "north"));
    private static final StaticFeatures FOOD = new StaticFeatures(Map.of("category", "food"));
    private static final StaticFeatures CHEESE = new StaticFeatures(Map.of("category", "cheese"));

    private static final StaticTable TABLE = new StaticTable(
            List.of("category", "region"),
            Map.of("food-milk", MILK, "food-*", FOOD, "food-cheese-*", CHEESE, "milk", MILK));

    @Test
    void aSeriesHasItsOwnRowOrThatOfTheLongestBeginning() {
        assertEquals(MILK, TABLE.of("food-milk"));
        assertEquals(CHEESE, TABLE.of("food-cheese-17"));
        assertEquals(FOOD, TABLE.of("food-bread"), "a series that nobody knew when the table was made");
        assertEquals(FOOD, TABLE.of("food-*"));
    }

    @Test
    void ofOthersNothingIsKnown() {
        assertSame(StaticFeatures.NONE, TABLE.of("milk-2"), "only a star stands for other ends");
        assertSame(StaticFeatures.NONE, TABLE.of("foo"));
        assertFalse(TABLE.knows("foo"));
        assertTrue(TABLE.knows("food-x"));
        assertEquals("", StaticFeatures.NONE.level("category"));
    }

    /** A job carries it to its tasks. */
    @Test
    void survivesTheWayToATask() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(TABLE);
        }
        StaticTable read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (StaticTable) in.readObject();
        }
        assertEquals(List.of("category", "region"), read.columns());
        assertEquals(CHEESE, read.of("food-cheese-17"));
        assertEquals(MILK, read.of("milk"));
        assertSame(read.of("milk"), read.of("food-milk"), "equal rows are one");
    }
}
