package io.undercurrent.dashboard.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.undercurrent.dashboard.state.day.DayValues;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesOrdersTest {

    private static final int DAY = 20_000;

    private final Board board = new Board(1 << 30, 60);
    private long now;
    private final SeriesOrders orders = new SeriesOrders(board, () -> now);

    private static DayValues day(String key, int day, double... values) {
        return new DayValues(key, day, values, 0, 0);
    }

    @BeforeEach
    void fill() {
        board.addTargets(List.of("sales"));
        Stream.of("store-10", "store-2", "Store-1", "store-02", "apple", "store-2b")
                .forEach(this::add);
    }

    private void add(String key) {
        board.read(List.of(day(key, DAY, 1)));
    }

    private static List<String> keys(List<SeriesState> series) {
        return series.stream().map(SeriesState::key).toList();
    }

    @Test
    void sortsKeysAsPeopleDo() {
        assertEquals(
                List.of("apple", "Store-1", "store-02", "store-2", "store-2b", "store-10"),
                keys(orders.order(SeriesOrders.By.NAME, "sales").series()));
    }

    @Test
    void findsPartsOfKeysWhateverTheirCase() {
        SeriesOrders.Order order = orders.order(SeriesOrders.By.NAME, "sales");
        assertEquals(List.of("Store-1", "store-10"), keys(order.containing("STORE-1")));
        assertEquals(List.of(), keys(order.containing("store-3")));
        assertSame(order.series(), order.containing(""));
    }

    @Test
    void putsTheWorstFirstAndWhatHasNoScoreLast() {
        score("store-2", 0.5f);
        score("store-10", 2);
        score("apple", 1);
        assertEquals(
                List.of("store-10", "apple", "store-2", "Store-1", "store-02", "store-2b"),
                keys(orders.order(SeriesOrders.By.ERROR, "sales").series()));
        assertEquals(
                List.of(),
                keys(orders.order(SeriesOrders.By.ERROR, "no such target").series()));
    }

    @Test
    void putsTheNewestFirstAndTurnsRoundWhatIsKnown() {
        board.read(List.of(day("pear", DAY + 2, 1), day("plum", DAY + 1, 1)));
        score("melon", 1);
        SeriesOrders.Order order = orders.order(SeriesOrders.By.NEWEST, "sales");
        assertEquals(List.of("pear", "plum", "apple"), keys(order.series()).subList(0, 3));
        assertEquals(
                List.of("store-10", "store-2b", "store-2", "store-02", "Store-1", "apple", "plum", "pear", "melon"),
                keys(order.reversed().series()));
    }

    /** Jobs may forecast other targets of other series. */
    @Test
    void listsTheSeriesOfATargetAlone() {
        score("pear", "visits", 1);
        score("apple", "visits", 2);
        assertEquals(
                List.of("apple", "pear"),
                keys(orders.order(SeriesOrders.By.NAME, "visits").series()));
        assertEquals(
                List.of("apple", "pear"),
                keys(orders.order(SeriesOrders.By.ERROR, "visits").series()));
        assertEquals(6, orders.order(SeriesOrders.By.NAME, "sales").series().size());
    }

    private void score(String key, float error) {
        score(key, "sales", error);
    }

    private void score(String key, String target, float error) {
        board.scored(
                key, target, new ScoredDay(DAY, 0, new float[] {error}, new float[] {1}, new double[0], new byte[0][]));
    }

    @Test
    void takesNewSeriesInOnceASecondAtMost() {
        SeriesOrders.Order first = orders.order(SeriesOrders.By.NAME, "sales");
        add("pear");
        assertSame(first, orders.order(SeriesOrders.By.NAME, "sales"));
        now += Duration.ofSeconds(1).toNanos();
        SeriesOrders.Order second = orders.order(SeriesOrders.By.NAME, "sales");
        assertEquals("pear", second.series().get(1).key());
        assertEquals(false, first.version() == second.version());
    }
}
