package io.undercurrent.dashboard.web;

import io.undercurrent.dashboard.api.Api;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.web.update.View;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;

/**
 * The server of the page and of programs: the page's files, {@code GET /events} for what is new, {@code POST /view} for what the page
 * looks at, and {@code GET /api/…} for programs.
 */
public final class PageServer implements AutoCloseable {

    /** A view is a few hundred bytes, assumed covariates of a hundred days a few thousand. */
    static final long MOST_BODY_BYTES = 16 << 10;

    /** For a request and its answer, however slow the client. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int THREADS = 2;

    private final String host;
    private final OpenPages pages;
    private final Undertow server;

    private PageServer(String host, OpenPages pages, Undertow server) {
        this.host = host;
        this.pages = pages;
        this.server = server;
    }

    /** Starts serving without a model. */
    public static PageServer start(String host, int port, Optional<AccessToken> token, PageData data) {
        return start(host, port, token, data, Optional.empty());
    }

    /**
     * Starts serving.
     *
     * @param host name or address to bind to
     * @param port to listen at; 0 for any that is free
     * @param token that every request has to bring, if any has to
     * @param outlooks none if the server has no model
     * @throws IllegalArgumentException if the host is not known or the port is taken
     */
    public static PageServer start(
            String host, int port, Optional<AccessToken> token, PageData data, Optional<Outlooks> outlooks) {
        return start(host, port, token, data, outlooks, PATIENCE);
    }

    static PageServer start(
            String host,
            int port,
            Optional<AccessToken> token,
            PageData data,
            Optional<Outlooks> outlooks,
            Duration patience) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "host: expected a name or address of this machine, but got " + host, unknown);
        }
        SeriesOrders orders = new SeriesOrders(data.board(), System::nanoTime);
        OpenPages pages = new OpenPages(data, orders);
        HttpHandler routes = routes(pages, new Api(data, orders, InstantSource.system(), outlooks), patience);
        HttpHandler handler = new SafetyHeaders(
                token.<HttpHandler>map(secret -> new TokenGuard(secret, routes)).orElse(routes));
        Undertow server = Undertow.builder()
                .addHttpListener(port, address.getHostAddress())
                .setIoThreads(THREADS)
                .setWorkerThreads(THREADS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_BODY_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, Math.toIntExact(patience.toMillis()))
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setHandler(address.isLoopbackAddress() ? new HostGuard(host, handler) : handler)
                .build();
        try {
            server.start();
        } catch (RuntimeException failure) {
            pages.close();
            server.stop();
            throw explain(failure, host, port);
        }
        return new PageServer(host, pages, server);
    }

    private static RuntimeException explain(RuntimeException failure, String host, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new IllegalArgumentException(
                        "port: expected a free one, but " + port + " of " + host + " cannot be used: "
                                + cause.getMessage(),
                        cause);
            }
        }
        return failure;
    }

    private static HttpHandler routes(OpenPages pages, Api api, Duration patience) {
        PageFiles files = new PageFiles();
        PathHandler soon = Handlers.path(only(Methods.GET.toString(), files));
        soon.addPrefixPath("/api", ApiHandler.serving(api, files));
        soon.addExactPath("/view", only(Methods.POST.toString(), exchange -> look(exchange, pages)));
        // Open pages have a patience of their own.
        return Handlers.path(new Deadline(patience, soon))
                .addExactPath("/events", only(Methods.GET.toString(), Handlers.serverSentEvents(pages)));
    }

    private static HttpHandler only(String method, HttpHandler handler) {
        return exchange -> {
            if (exchange.getRequestMethod().toString().equals(method)) {
                handler.handleRequest(exchange);
            } else {
                exchange.getResponseHeaders().put(Headers.ALLOW, method);
                answer(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Expected " + method + ".");
            }
        };
    }

    private static void look(HttpServerExchange exchange, OpenPages pages) {
        // A form on somebody else's page cannot send this type without asking first.
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            answer(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "Expected application/json.");
            return;
        }
        Deque<String> page = exchange.getQueryParameters().get("page");
        exchange.getRequestReceiver()
                .receiveFullString(
                        (received, body) -> look(received, pages, page == null ? "" : page.getFirst(), body),
                        (failed, failure) ->
                                answer(failed, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "The view is too large."),
                        StandardCharsets.UTF_8);
    }

    private static void look(HttpServerExchange exchange, OpenPages pages, String page, String body) {
        try {
            if (pages.look(page, View.parse(body))) {
                exchange.setStatusCode(StatusCodes.NO_CONTENT);
                exchange.endExchange();
            } else {
                answer(exchange, StatusCodes.NOT_FOUND, "There is no such open page.");
            }
        } catch (IllegalArgumentException wrong) {
            answer(exchange, StatusCodes.BAD_REQUEST, wrong.getMessage());
        }
    }

    private static void answer(HttpServerExchange exchange, int code, String text) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text);
    }

    /** Where the page is. */
    public URI address() {
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
    }

    /** Closes all pages and stops. */
    @Override
    public void close() {
        pages.close();
        server.stop();
    }
}
