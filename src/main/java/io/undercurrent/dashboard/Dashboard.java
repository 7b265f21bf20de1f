package io.undercurrent.dashboard;

import io.undercurrent.dashboard.feed.Feeds;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.outlook.Windows;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.dashboard.web.PageServer;
import java.net.URI;
import java.util.Optional;

/** A live page that is being served. It runs on threads of its own until it is closed. */
public final class Dashboard implements AutoCloseable {

    /** Anomalies are rare: they have a sixteenth of the memory of the board. */
    private static final int PART_FOR_ANOMALIES = 16;

    private final PageServer server;
    private final Feeds feeds;
    private final Optional<Outlooks> outlooks;

    private Dashboard(PageServer server, Feeds feeds, Optional<Outlooks> outlooks) {
        this.server = server;
        this.feeds = feeds;
        this.outlooks = outlooks;
    }

    /**
     * Starts serving, and reading what is served. Neither Kafka nor the topics need be there yet.
     *
     * @throws IllegalArgumentException if the page cannot be served there
     */
    public static Dashboard start(DashboardOptions options) {
        long toShow = options.model().isPresent() ? options.memory() / 2 : options.memory();
        long forAnomalies = toShow / PART_FOR_ANOMALIES;
        Optional<Windows> windows = options.model().map(model -> new Windows(model, options.memory() - toShow));
        Optional<Outlooks> outlooks =
                options.model().map(model -> new Outlooks(model, windows.orElseThrow(), options.statics()));
        Board board = new Board(toShow - forAnomalies, options.days());
        board.addTargets(options.targets());
        options.model().ifPresent(model -> board.addTargets(model.columns().targets()));
        PageData data = PageData.of(board, new Anomalies(forAnomalies));
        PageServer server = null;
        try {
            server = PageServer.start(options.host(), options.port(), options.token(), data, outlooks);
            Feeds feeds = Feeds.start(
                    options.bootstrapServers(),
                    options.properties(),
                    options.topics(),
                    options.mappings(),
                    options.resultsRegistry(),
                    options.groups(),
                    options.lookBack(),
                    windows,
                    data);
            return new Dashboard(server, feeds, outlooks);
        } catch (RuntimeException failure) {
            if (server != null) {
                server.close();
            }
            outlooks.ifPresent(Outlooks::close);
            throw failure;
        }
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    /** Ends serving and reading. */
    @Override
    public void close() {
        server.close();
        feeds.close();
        outlooks.ifPresent(Outlooks::close);
    }
}
