package io.undercurrent.dashboard.web.update;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.SeriesLine;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.SeriesOrders.Order;
import io.undercurrent.dashboard.state.SeriesState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lines of the list that are in sight, those of them that have changed. */
final class ListPart implements Part {

    /** Days of the small chart in a line. */
    private static final int DAYS = 42;

    private final Board board;
    private final SeriesOrders orders;

    private String toldQuery;
    private String toldTarget;
    private long toldOrder = -1;
    private List<SeriesState> matching = List.of();
    /** Version of each line in sight by its position. */
    private Map<Integer, Long> told = new HashMap<>();

    ListPart(Board board, SeriesOrders orders) {
        this.board = board;
        this.orders = orders;
    }

    @Override
    public boolean write(JsonGenerator json, View view, String target, long now) throws IOException {
        boolean reset = arrange(view, target);
        List<Integer> changed = changedLines(view);
        if (!reset && changed.isEmpty()) {
            return false;
        }
        json.writeObjectFieldStart("list");
        json.writeStringField("query", view.query());
        json.writeStringField("order", view.order().name());
        json.writeBooleanField("reset", reset);
        json.writeNumberField("total", matching.size());
        json.writeArrayFieldStart("lines");
        for (int position : changed) {
            write(json, position, board.line(matching.get(position), target, DAYS));
        }
        json.writeEndArray();
        json.writeEndObject();
        return true;
    }

    /** Brings the list up to date; whether it is another than before. */
    private boolean arrange(View view, String target) {
        Order order = orders.order(view.order(), target);
        if (order.version() == toldOrder && view.query().equals(toldQuery) && Objects.equals(target, toldTarget)) {
            return false;
        }
        matching = order.containing(view.query());
        told = new HashMap<>();
        toldOrder = order.version();
        toldQuery = view.query();
        toldTarget = target;
        return true;
    }

    private List<Integer> changedLines(View view) {
        List<Integer> changed = new ArrayList<>();
        Map<Integer, Long> inSight = new HashMap<>();
        int end = (int) Math.min(matching.size(), view.from() + (long) view.count());
        for (int position = view.from(); position < end; position++) {
            long version = board.version(matching.get(position));
            if (!Objects.equals(told.get(position), version)) {
                changed.add(position);
            }
            inSight.put(position, version);
        }
        told = inSight;
        return changed;
    }

    private static void write(JsonGenerator json, int position, SeriesLine line) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", position);
        json.writeStringField("key", line.key());
        json.writeNumberField("newest", line.newest());
        JsonText.numbers(json, "values", line.values());
        json.writeNumberField("origin", line.origin());
        JsonText.numbers(json, "ahead", line.ahead());
        json.writeBooleanField("baseline", line.baseline());
        json.writeEndObject();
    }
}
