package io.undercurrent.dashboard.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * All series in the orders that pages ask for. An order is made anew when it is asked for and out of date, but not all the time:
 * while series pour in, sorting them would be all that happens. Threads take turns.
 */
public final class SeriesOrders {

    /** What a list can be ordered by. */
    public enum By {
        NAME,
        /** Largest mean scaled error first; series without scores come last. */
        ERROR,
        /** The newest day with a value first; series without any come last. */
        NEWEST
    }

    private static final long NAMES_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long NUMBERS_EVERY = Duration.ofSeconds(5).toNanos();

    private final Board board;
    private final LongSupplier nanoTime;
    private final Map<String, Order> byName = new HashMap<>();
    private final Map<String, Order> byError = new HashMap<>();
    private final Map<String, Order> byNewest = new HashMap<>();
    /** Of a target that is not known. */
    private final Order none;

    private long versions;

    /**
     * A list of series that does not change.
     *
     * @param version differs between lists
     * @param known the first so many have what the list is ordered by, the others do not
     */
    public record Order(long version, List<SeriesState> series, int known, long madeAt) {

        /** The other way round; what is not known stays at the end. */
        public Order reversed() {
            List<SeriesState> turned = new ArrayList<>(series.subList(0, known));
            Collections.reverse(turned);
            turned.addAll(series.subList(known, series.size()));
            return new Order(~version, turned, known, madeAt);
        }

        /** The series whose key contains {@code text}, whatever the case of its letters. */
        public List<SeriesState> containing(String text) {
            if (text.isEmpty()) {
                return series;
            }
            return series.stream().filter(one -> contains(one.key(), text)).toList();
        }

        private static boolean contains(String key, String text) {
            for (int start = 0; start + text.length() <= key.length(); start++) {
                if (key.regionMatches(true, start, text, 0, text.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param nanoTime the clock
     */
    public SeriesOrders(Board board, LongSupplier nanoTime) {
        this.board = board;
        this.nanoTime = nanoTime;
        this.none = new Order(versions++, List.of(), 0, nanoTime.getAsLong());
    }

    /** The newest order of the series of a target; it may lack what came in the last seconds. */
    public synchronized Order order(By by, String target) {
        if (target == null || !board.targets().contains(target)) {
            return none;
        }
        return switch (by) {
            case NAME -> byName(target);
            case ERROR -> byNumber(byError, target, board::errors);
            case NEWEST -> byNumber(byNewest, target, board::newestDays);
        };
    }

    private Order byName(String target) {
        Order before = byName.get(target);
        long now = nanoTime.getAsLong();
        if (before != null && (before.series().size() == board.count(target) || now - before.madeAt() < NAMES_EVERY)) {
            return before;
        }
        List<SeriesState> sorted = new ArrayList<>(board.all(target));
        sorted.sort(Comparator.comparing(SeriesState::key, NaturalOrder.INSTANCE));
        Order order = new Order(versions++, List.copyOf(sorted), sorted.size(), now);
        byName.put(target, order);
        return order;
    }

    /** Descending with what is not known at the end. The sort is stable, so equals stay in the order of their names. */
    private Order byNumber(
            Map<String, Order> orders, String target, BiFunction<List<SeriesState>, String, double[]> numbers) {
        Order before = orders.get(target);
        long now = nanoTime.getAsLong();
        if (before != null && now - before.madeAt() < NUMBERS_EVERY) {
            return before;
        }
        List<SeriesState> series = byName(target).series();
        double[] values = numbers.apply(series, target);
        int known = (int)
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        List<SeriesState> sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Double.isNaN(values[i]) ? Double.POSITIVE_INFINITY : -values[i]))
                .map(series::get)
                .toList();
        Order order = before != null && before.series().equals(sorted)
                ? new Order(before.version(), sorted, known, now)
                : new Order(versions++, sorted, known, now);
        orders.put(target, order);
        return order;
    }
}
