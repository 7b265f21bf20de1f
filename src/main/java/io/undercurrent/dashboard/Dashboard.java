package io.undercurrent.dashboard;

import io.undercurrent.dashboard.feed.Feeds;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.outlook.Windows;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.traffic.Rejections;
import io.undercurrent.dashboard.traffic.Traffic;
import io.undercurrent.dashboard.web.PageServer;
import java.net.URI;
import java.util.Optional;

/** A live page that is being served. It runs on threads of its own until it is closed. */
public final class Dashboard implements AutoCloseable {

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
        long forBoard = options.model().isPresent() ? options.memory() / 2 : options.memory();
        Optional<Windows> windows = options.model().map(model -> new Windows(model, options.memory() - forBoard));
        Optional<Outlooks> outlooks = options.model().map(model -> new Outlooks(model, windows.orElseThrow()));
        Board board = new Board(forBoard, options.days());
        board.addTargets(options.targets());
        options.model().ifPresent(model -> board.addTargets(model.columns().targets()));
        Rejections rejections = new Rejections();
        Traffic traffic = new Traffic();
        PageServer server =
                PageServer.start(options.host(), options.port(), options.token(), board, rejections, traffic, outlooks);
        try {
            Feeds feeds = Feeds.start(
                    options.bootstrapServers(),
                    options.properties(),
                    options.topics(),
                    options.mappings(),
                    options.resultsRegistry(),
                    options.groups(),
                    options.lookBack(),
                    windows,
                    board,
                    rejections,
                    traffic);
            return new Dashboard(server, feeds, outlooks);
        } catch (RuntimeException failure) {
            server.close();
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
