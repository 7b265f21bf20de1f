package io.undercurrent.dashboard.web;

import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.xnio.IoUtils;

/**
 * The answers that clients have not taken yet, within a bound on memory: where a new one does not fit, the connections that have been slow
 * for longest are closed, so that nobody waits for them.
 */
final class UnsentAnswers {

    private final long mostBytes;
    private final Map<HttpServerExchange, Integer> unsent = new LinkedHashMap<>();
    private long bytes;

    UnsentAnswers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Counts the answer of an exchange until that is complete. */
    void add(HttpServerExchange exchange, int length) {
        HttpServerExchange slowest;
        synchronized (this) {
            unsent.put(exchange, length);
            bytes += length;
        }
        exchange.addExchangeCompleteListener((ended, others) -> {
            remove(ended);
            others.proceed();
        });
        while ((slowest = tooMany(exchange)) != null) {
            remove(slowest);
            IoUtils.safeClose(slowest.getConnection());
        }
    }

    /** The slowest but for {@code newest}; null if all answers fit. */
    private synchronized HttpServerExchange tooMany(HttpServerExchange newest) {
        if (bytes <= mostBytes) {
            return null;
        }
        HttpServerExchange eldest = unsent.keySet().iterator().next();
        return eldest == newest ? null : eldest;
    }

    private synchronized void remove(HttpServerExchange exchange) {
        Integer length = unsent.remove(exchange);
        bytes -= length == null ? 0 : length;
    }
}
