package io.undercurrent.evaluation.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

class HistoryMessagesTest {

    private static final double GAP = Double.NaN;

    /** 1970-01-01 to 1970-01-07: sales, promotion. */
    private static final History STORE =
            new History("a", 0, 2, new double[] {10, 0, 11, GAP, GAP, 1, GAP, GAP, GAP, GAP, 15, 1, 16, 0});

    private static final History LATER = new History("b", 2, 2, new double[] {20, GAP, 21, GAP, 22, GAP, 23, GAP});

    private static BacktestPlan plan(Origins origins, History... histories) {
        return new BacktestPlan(
                new Columns(List.of("sales"), List.of("promotion")),
                List.of(0.5),
                2,
                origins,
                List.of(histories),
                Map.of());
    }

    private static List<String> texts(HistoryMessages messages) {
        List<String> texts = new ArrayList<>();
        messages.forEachRemaining(message -> texts.add(new String(message.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static String message(String key, int day, String values) {
        return "{\"key\":\"" + key + "\",\"date\":\"1970-01-0" + day + "\"," + values + "}";
    }

    @Test
    void daysArriveInOrderWithWhatIsKnownAheadOfThem() {
        BacktestPlan plan = plan(new Origins(3, 4, 1), STORE);
        assertEquals(
                List.of(
                        message("a", 1, "\"sales\":10,\"promotion\":0"),
                        message("a", 3, "\"promotion\":1"),
                        message("a", 2, "\"sales\":11"),
                        // Covariates without a target: the day has come, and this is all that is known of it.
                        message("a", 3, "\"sales\":null"),
                        message("a", 3, "\"promotion\":1"),
                        // Nothing at all, but an origin, and the day after tomorrow is known to have a promotion.
                        message("a", 4, "\"sales\":null"),
                        message("a", 6, "\"promotion\":1"),
                        // Each day announces only what it is the first to know.
                        message("a", 5, "\"sales\":null"),
                        message("a", 7, "\"promotion\":0")),
                texts(new HistoryMessages(new Replay(plan, OptionalInt.empty()), List.of(STORE), 2)));
    }

    @Test
    void daysWithoutValuesAreSilentAndSeriesTakeTurns() {
        BacktestPlan plan = plan(new Origins(5, 5, 1), STORE, LATER);
        List<String> texts =
                texts(new HistoryMessages(new Replay(plan, OptionalInt.empty()), List.of(STORE, LATER), 0));
        assertEquals(
                List.of(
                        message("a", 1, "\"sales\":10,\"promotion\":0"),
                        message("a", 2, "\"sales\":11"),
                        message("a", 3, "\"sales\":null"),
                        message("a", 3, "\"promotion\":1"),
                        message("b", 3, "\"sales\":20"),
                        message("b", 4, "\"sales\":21"),
                        message("b", 5, "\"sales\":22"),
                        message("a", 6, "\"sales\":15,\"promotion\":1"),
                        message("b", 6, "\"sales\":23")),
                texts);
    }

    @Test
    void theEndIsSaid() {
        HistoryMessages none =
                new HistoryMessages(new Replay(plan(new Origins(3, 3, 1), STORE), OptionalInt.empty()), List.of(), 2);
        assertFalse(none.hasNext());
        assertThrows(NoSuchElementException.class, none::next);
    }

    @Test
    void aPartOfTheSourceGoesOnWhereItStood() throws IOException {
        BacktestPlan plan = plan(new Origins(3, 4, 1), STORE, LATER);
        try (Exchange exchange = Exchange.open(new Replay(plan, OptionalInt.empty()), 2)) {
            HistoryMessages messages = exchange.messages(0, 2);
            List<String> all = texts(exchange.messages(0, 2));
            assertEquals(9, all.size(), "the other series is in the other part");
            messages.next();
            messages.next();
            messages.next();
            InMemorySource source = exchange.source(2);
            InMemorySource.Part part = source.parts().get(0).getUpdatedSplitForIterator(messages);
            SimpleVersionedSerializer<InMemorySource.Part> serializer = source.getSplitSerializer();
            InMemorySource.Part copy = serializer.deserialize(serializer.getVersion(), serializer.serialize(part));
            assertEquals(part, copy);
            assertEquals(all.subList(3, 9), texts(copy.getIterator()));
        }
    }
}
