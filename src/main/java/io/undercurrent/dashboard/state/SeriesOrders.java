package io.undercurrent.dashboard.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * All series in the orders that pages ask for. An order is made anew when it is asked for and out of date, but not all the time:
 * while series pour in, sorting them would be all that happens. One thread's.
 */
public final class SeriesOrders {

    /** What a list can be ordered by. */
    public enum By {
        NAME,
        /** Largest mean scaled error first; series without scores come last. */
        ERROR
    }

    private static final long NAMES_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long ERRORS_EVERY = Duration.ofSeconds(5).toNanos();

    private final Board board;
    private final LongSupplier nanoTime;
    private final Map<String, Order> byName = new HashMap<>();
    private final Map<String, Order> byError = new HashMap<>();
    /** Of a target that is not known. */
    private final Order none;

    private long versions;

    /**
     * A list of series that does not change.
     *
     * @param version differs between lists
     */
    public record Order(long version, List<SeriesState> series, long madeAt) {

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
        this.none = new Order(versions++, List.of(), nanoTime.getAsLong());
    }

    /** The newest order of the series of a target; it may lack what came in the last seconds. */
    public Order order(By by, String target) {
        if (target == null || !board.targets().contains(target)) {
            return none;
        }
        return by == By.NAME ? byName(target) : byError(target);
    }

    private Order byName(String target) {
        Order before = byName.get(target);
        long now = nanoTime.getAsLong();
        if (before != null && (before.series().size() == board.count(target) || now - before.madeAt() < NAMES_EVERY)) {
            return before;
        }
        List<SeriesState> sorted = new ArrayList<>(board.all(target));
        sorted.sort(Comparator.comparing(SeriesState::key, NaturalOrder.INSTANCE));
        Order order = new Order(versions++, List.copyOf(sorted), now);
        byName.put(target, order);
        return order;
    }

    private Order byError(String target) {
        Order before = byError.get(target);
        long now = nanoTime.getAsLong();
        if (before != null && now - before.madeAt() < ERRORS_EVERY) {
            return before;
        }
        List<SeriesState> series = byName(target).series();
        double[] errors = board.errors(series, target);
        // Descending with what is not known at the end; the sort is stable, so equals stay in the order of their names.
        List<SeriesState> sorted = IntStream.range(0, errors.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Double.isNaN(errors[i]) ? Double.POSITIVE_INFINITY : -errors[i]))
                .map(series::get)
                .toList();
        Order order = before != null && before.series().equals(sorted)
                ? new Order(before.version(), sorted, now)
                : new Order(versions++, sorted, now);
        byError.put(target, order);
        return order;
    }
}
