package io.undercurrent.dashboard.web;

import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.web.update.JsonText;
import io.undercurrent.dashboard.web.update.OpenPage;
import io.undercurrent.dashboard.web.update.StatusText;
import io.undercurrent.dashboard.web.update.View;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventConnectionCallback;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open pages, and the thread that sends them updates a few times a second. A page gets its next update after the
 * previous one has been sent; changes in between are combined. A page that receives nothing for long is closed.
 */
final class OpenPages implements ServerSentEventConnectionCallback, AutoCloseable {

    /** Open at the same time. */
    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(OpenPages.class);
    private static final long EVERY_MILLIS = 250;
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final PageData data;
    private final SeriesOrders orders;
    private final Map<String, Connected> pages = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledThreadPoolExecutor thread;
    private String status;
    private long statusAt;

    OpenPages(PageData data, SeriesOrders orders) {
        this.data = data;
        this.orders = orders;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread pushing = new Thread(task, "dashboard-push");
            pushing.setDaemon(true);
            return pushing;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.scheduleWithFixedDelay(this::pushAll, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A page and its connection. */
    private final class Connected implements ServerSentEventConnection.EventCallback {

        private final OpenPage page;
        private final ServerSentEventConnection connection;
        private final AtomicBoolean awaited = new AtomicBoolean();
        private volatile boolean sending;
        private volatile long sentAt = System.nanoTime();

        Connected(OpenPage page, ServerSentEventConnection connection) {
            this.page = page;
            this.connection = connection;
        }

        void push(long now) {
            if (sending) {
                if (now - sentAt > PATIENCE) {
                    shut(connection);
                }
                return;
            }
            String update = page.update(now);
            if (update != null) {
                sending = true;
                sentAt = now;
                connection.send(update, "update", null, this);
            }
        }

        @Override
        public void done(ServerSentEventConnection sent, String data, String event, String id) {
            sending = false;
        }

        @Override
        public void failed(ServerSentEventConnection sent, String data, String event, String id, IOException failure) {
            shut(connection);
        }
    }

    @Override
    public void connected(ServerSentEventConnection connection, String lastEventId) {
        View view;
        try {
            var parameter = connection.getQueryParameters().get("view");
            view = parameter == null ? View.NOTHING : View.parse(parameter.getFirst());
        } catch (IllegalArgumentException wrong) {
            refuse(connection, wrong.getMessage());
            return;
        }
        open(connection, new OpenPage(data, orders, this::status, view));
    }

    /** One at a time: several threads take connections, and each page has to be counted before the next one. */
    private synchronized void open(ServerSentEventConnection connection, OpenPage page) {
        if (pages.size() >= MOST) {
            refuse(connection, MOST + " pages are open already, and there is no room for more.");
            return;
        }
        byte[] name = new byte[16];
        random.nextBytes(name);
        String id = HexFormat.of().formatHex(name);
        connection.addCloseTask(closed -> pages.remove(id));
        // Where the connection closed before the task was there, the name is taken out by the next push.
        connection.send(JsonText.object(json -> json.writeStringField("page", id)), "hello", null, null);
        pages.put(id, new Connected(page, connection));
    }

    private static void refuse(ServerSentEventConnection connection, String why) {
        connection.send(JsonText.object(json -> json.writeStringField("why", why)), "refused", null, null);
        connection.shutdown();
    }

    /** Sets what a page looks at, and tells it soon; whether there is such a page. */
    boolean look(String id, View view) {
        Connected connected = pages.get(id);
        if (connected == null) {
            return false;
        }
        connected.page.look(view);
        if (connected.awaited.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    connected.awaited.set(false);
                    push(connected);
                });
            } catch (RejectedExecutionException closing) {
                return false;
            }
        }
        return true;
    }

    /** The same for all pages of one round. */
    private String status() {
        long now = System.nanoTime();
        if (status == null || now - statusAt > TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS / 2)) {
            status = StatusText.of(data);
            statusAt = now;
        }
        return status;
    }

    private void pushAll() {
        pages.forEach((id, connected) -> {
            if (connected.connection.isOpen()) {
                push(connected);
            } else {
                pages.remove(id);
            }
        });
    }

    private static void push(Connected connected) {
        try {
            connected.push(System.nanoTime());
        } catch (RuntimeException | Error failure) {
            // The other pages go on.
            LOG.error("A page could not be told what is new", failure);
            shut(connected.connection);
        }
    }

    private static void shut(ServerSentEventConnection connection) {
        try {
            connection.close();
        } catch (IOException gone) {
            LOG.debug("A connection could not be closed in order", gone);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        pages.values().forEach(connected -> shut(connected.connection));
    }
}
