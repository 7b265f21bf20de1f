package io.undercurrent.dashboard.web.update;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.SeriesOrders;
import java.util.List;
import java.util.function.Supplier;

/**
 * One page in a browser: its view, and the updates for it. An update contains only what is visible and has changed. Any
 * thread may set the view; everything else runs on the pushing thread.
 */
public final class OpenPage {

    private final Board board;
    private final List<Part> parts;
    private volatile View view;

    public OpenPage(PageData data, SeriesOrders orders, Supplier<String> status, View view) {
        this.board = data.board();
        this.parts = List.of(
                new StatusPart(status),
                new ListPart(board, orders),
                new SeriesPart(board, data.anomalies()),
                new AccuracyPart(board),
                new ModelsPart(data.models()),
                new AnomaliesPart(data.anomalies()),
                new RejectedPart(data.rejections()));
        this.view = view;
    }

    public void look(View at) {
        view = at;
    }

    /**
     * What has changed since the update before, as JSON; null where nothing has.
     *
     * @param now from {@link System#nanoTime}
     */
    public String update(long now) {
        View current = view;
        String target = target(current);
        boolean[] any = new boolean[1];
        String update = JsonText.object(json -> {
            for (Part part : parts) {
                any[0] |= part.write(json, current, target, now);
            }
        });
        return any[0] ? update : null;
    }

    /** The target asked for where it is known, or else the first; null while none is. */
    private String target(View view) {
        List<String> targets = board.targets();
        boolean known = view.target() != null && targets.contains(view.target());
        return known ? view.target() : targets.isEmpty() ? null : targets.get(0);
    }
}
