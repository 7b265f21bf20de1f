package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.SeriesDetail;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.SeriesState;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/series}: the series of a target, a part of the list at a time. */
final class SeriesListing {

    static final int MOST = 1000;

    static final int USUAL = 100;
    private static final String BACKWARDS = "-";
    /** Ascending; each also with a minus before it. */
    private static final List<String> SORTS = List.of("key", "-key", "error", "-error", "newest", "-newest");

    private final Board board;
    private final SeriesOrders orders;
    private final Targets targets;

    SeriesListing(Board board, SeriesOrders orders) {
        this.board = board;
        this.orders = orders;
        this.targets = new Targets(board);
    }

    /**
     * A part of a list.
     *
     * @param target that it is of; null while none is known
     * @param total series in the whole list
     * @param offset series before the part
     * @param limit series in the part at most
     */
    record Part(String target, int total, int offset, int limit, List<Line> series) {}

    /**
     * One series.
     *
     * @param targets all of which something is known
     * @param newest the newest day with a value; null where none is known
     * @param origin of the newest forecast; null where there is none
     */
    record Line(String key, List<String> targets, String newest, String origin, Scores scores) {}

    Answer answer(Parameters given) {
        Parameters parameters = given.only("target", "search", "sort", "offset", "limit");
        String target = targets.oneOf(parameters);
        String search = parameters.text("search").orElse("");
        String sort = parameters.choice("sort", SORTS);
        int offset = parameters.whole("offset", 0, 0, Integer.MAX_VALUE);
        int limit = parameters.whole("limit", USUAL, 1, MOST);
        List<SeriesState> found = order(sort, target).containing(search);
        int from = Math.min(offset, found.size());
        int to = (int) Math.min(found.size(), from + (long) limit);
        List<Line> lines = found.subList(from, to).stream()
                .map(series -> line(series, target))
                .toList();
        return new Answer(new Part(target, found.size(), offset, limit, lines), table(target, lines));
    }

    private SeriesOrders.Order order(String sort, String target) {
        boolean backwards = sort.startsWith(BACKWARDS);
        return switch (backwards ? sort.substring(BACKWARDS.length()) : sort) {
            case "key" -> turned(orders.order(SeriesOrders.By.NAME, target), backwards);
            // These have the largest first.
            case "error" -> turned(orders.order(SeriesOrders.By.ERROR, target), !backwards);
            default -> turned(orders.order(SeriesOrders.By.NEWEST, target), !backwards);
        };
    }

    private static SeriesOrders.Order turned(SeriesOrders.Order order, boolean whether) {
        return whether ? order.reversed() : order;
    }

    private Line line(SeriesState series, String target) {
        SeriesDetail detail = board.detail(series, target, null);
        return new Line(
                series.key(),
                board.targets(series),
                Days.newest(detail),
                detail.forecast() == null ? null : Days.date(detail.forecast().origin()),
                Scores.of(detail.scores()));
    }

    /** The intervals are those of all series, so that each part of a list has the same columns. */
    private Table table(String target, List<Line> lines) {
        List<Double> intervals = target == null
                ? List.of()
                : Scores.intervals(board.accuracy(target).stream().map(Scores::of));
        List<String> header = new ArrayList<>(List.of("key", "targets", "newest", "origin"));
        header.addAll(Scores.header(intervals));
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Object> row = new ArrayList<>();
            row.add(line.key());
            row.add(String.join(" ", line.targets()));
            row.add(line.newest());
            row.add(line.origin());
            row.addAll(line.scores().cells(intervals));
            rows.add(row);
        }
        return new Table(header, rows);
    }
}
