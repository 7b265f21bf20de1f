package io.undercurrent.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Closes the connection of a client that has not sent its request and taken its answer in time. */
final class Deadline implements HttpHandler {

    private final Duration time;
    private final HttpHandler next;

    Deadline(Duration time, HttpHandler next) {
        this.time = time;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        XnioExecutor.Key end = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), time.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((ended, others) -> {
            end.remove();
            others.proceed();
        });
        next.handleRequest(exchange);
    }
}
