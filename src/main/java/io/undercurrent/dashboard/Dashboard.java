package io.undercurrent.dashboard;

import io.undercurrent.dashboard.feed.Feeds;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.traffic.Rejections;
import io.undercurrent.dashboard.traffic.Traffic;
import io.undercurrent.dashboard.web.PageServer;
import java.net.URI;

/** A live page that is being served. It runs on threads of its own until it is closed. */
public final class Dashboard implements AutoCloseable {

    private final PageServer server;
    private final Feeds feeds;

    private Dashboard(PageServer server, Feeds feeds) {
        this.server = server;
        this.feeds = feeds;
    }

    /**
     * Starts serving, and reading what is served. Neither Kafka nor the topics need be there yet.
     *
     * @throws IllegalArgumentException if the page cannot be served there
     */
    public static Dashboard start(DashboardOptions options) {
        Board board = new Board(options.memory(), options.days());
        board.addTargets(options.targets());
        Rejections rejections = new Rejections();
        Traffic traffic = new Traffic();
        PageServer server =
                PageServer.start(options.host(), options.port(), options.token(), board, rejections, traffic);
        try {
            Feeds feeds = Feeds.start(
                    options.bootstrapServers(),
                    options.properties(),
                    options.topics(),
                    options.mappings(),
                    options.resultsRegistry(),
                    options.groups(),
                    options.lookBack(),
                    board,
                    rejections,
                    traffic);
            return new Dashboard(server, feeds);
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
    }
}
