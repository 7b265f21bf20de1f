package io.undercurrent.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests whose Host header does not name this machine. Otherwise a web page could make its own name resolve
 * to the loopback address (DNS rebinding) and read the data of this server.
 */
final class HostGuard implements HttpHandler {

    /** RFC 9110, 15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final HttpHandler next;

    /**
     * @param host the name that the server was bound to
     */
    HostGuard(String host, HttpHandler next) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isOurs(exchange.getRequestHeaders().getFirst(Headers.HOST))) {
            next.handleRequest(exchange);
        } else {
            exchange.setStatusCode(MISDIRECTED_REQUEST);
            exchange.getResponseSender().send("This server answers only to its own name.");
        }
    }

    private boolean isOurs(String header) {
        if (header == null) {
            return false;
        }
        String name = header.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        return LOOPBACK.contains(name) || name.equals(host) || name.equals("[" + host + "]");
    }
}
