package io.undercurrent.dashboard.web;

import io.undercurrent.dashboard.api.Api;
import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.MediaTypes;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@link Api} by HTTP. Its answers are built in memory, one on each thread of the server, and only so many may wait for a thread.
 * Neither a client that sends slowly nor one that reads slowly is among them.
 */
final class ApiHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private static final int MOST_WAITING = 72;
    private static final long MOST_UNSENT_BYTES = 32 << 20;

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final List<String> METHODS = List.of("GET", "HEAD");
    private static final List<String> METHODS_OF_FORECASTS = List.of("GET", "HEAD", "POST");
    private static final byte[] NO_BODY = {};

    private static final List<String> DESCRIPTION = List.of("openapi.json");
    /** What stands for bytes that are no UTF-8. */
    private static final String REPLACEMENT = "\uFFFD";

    private final Api api;
    private final PageFiles files;
    private final AtomicInteger waiting = new AtomicInteger();
    private final UnsentAnswers unsent = new UnsentAnswers(MOST_UNSENT_BYTES);

    private ApiHandler(Api api, PageFiles files) {
        this.api = api;
        this.files = files;
    }

    /**
     * @param files that hold the description of the API
     */
    static HttpHandler serving(Api api, PageFiles files) {
        ContentEncodingRepository gzip =
                new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 1);
        return new EncodingHandler(new ApiHandler(api, files), gzip);
    }

    /** A body is received before a thread is taken for the answer, so that slow clients hold none. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.getRequestReceiver()
                    .receiveFullBytes(
                            this::admit,
                            (failed, failure) -> refuse(
                                    failed,
                                    StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                                    "body: expected at most " + PageServer.MOST_BODY_BYTES
                                            + " bytes, but there are more"));
        } else {
            admit(exchange, NO_BODY);
        }
    }

    private void admit(HttpServerExchange exchange, byte[] body) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
            refuse(
                    exchange,
                    StatusCodes.SERVICE_UNAVAILABLE,
                    "expected at most " + MOST_WAITING + " requests at a time, but there are more");
            return;
        }
        exchange.dispatch(() -> serve(exchange, body));
    }

    private void serve(HttpServerExchange exchange, byte[] body) {
        try {
            answer(exchange, body);
        } catch (Problem problem) {
            refuse(exchange, problem);
        } catch (RuntimeException failure) {
            LOG.error("A request for {} could not be answered", exchange.getRequestPath(), failure);
            refuse(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "the server failed, and its log says how");
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        List<String> path = path(exchange);
        boolean assuming = requireMethod(exchange, path).equals("POST");
        if (path.equals(DESCRIPTION)) {
            type(exchange, List.of(JSON));
            files.handleRequest(exchange);
            return;
        }
        Parameters parameters = new Parameters(exchange.getQueryParameters());
        Answer answer = assuming ? assume(exchange, path, parameters, body) : api.answer(path, parameters);
        String type = type(exchange, List.of(JSON, CSV));
        boolean table = type.equals(CSV);
        String full = table ? "text/csv; charset=utf-8; header=present" : JSON;
        byte[] bytes = table ? answer.csv() : answer.json();
        if (assuming) {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store").put(Headers.CONTENT_TYPE, full);
            send(exchange, bytes);
        } else {
            send(exchange, full, new ETag(true, answer.tag() + (table ? "-csv" : "")), bytes);
        }
    }

    private String requireMethod(HttpServerExchange exchange, List<String> path) {
        String method = exchange.getRequestMethod().toString();
        List<String> allowed = api.takesAssumptions(path) ? METHODS_OF_FORECASTS : METHODS;
        if (!allowed.contains(method)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", allowed));
            throw new Problem(
                    StatusCodes.METHOD_NOT_ALLOWED,
                    "method: expected " + String.join(" or ", allowed) + ", but got " + method);
        }
        return method;
    }

    private Answer assume(HttpServerExchange exchange, List<String> path, Parameters parameters, byte[] body) {
        // A form on somebody else's page cannot send this type without asking first.
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.startsWith(JSON)) {
            throw new Problem(
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type: expected " + JSON + ", but got " + (type == null ? "none" : type));
        }
        return api.assume(path, parameters, body);
    }

    /** What follows the prefix, decoded. Read from the address as it was sent: a slash within a key is no separator. */
    private static List<String> path(HttpServerExchange exchange) {
        String path;
        try {
            path = URI.create(exchange.getRequestURI()).getRawPath().substring(1);
        } catch (IllegalArgumentException malformed) {
            throw new Problem(
                    StatusCodes.BAD_REQUEST,
                    "path: expected an address as RFC 3986 has it, with other characters percent-encoded, but got "
                            + exchange.getRequestURI());
        }
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                .map(ApiHandler::decode)
                .toList();
    }

    private static String decode(String segment) {
        String text;
        try {
            text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            text = REPLACEMENT;
        }
        if (text.contains(REPLACEMENT) && !segment.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
            throw new Problem(StatusCodes.BAD_REQUEST, "path: expected UTF-8, percent-encoded, but got " + segment);
        }
        return text;
    }

    private static String type(HttpServerExchange exchange, List<String> offered) {
        var headers = exchange.getRequestHeaders().get(Headers.ACCEPT);
        List<String> accepted = headers == null ? List.of() : List.copyOf(headers);
        return MediaTypes.accepted(accepted)
                .best(offered)
                .orElseThrow(() -> new Problem(
                        StatusCodes.NOT_ACCEPTABLE,
                        "Accept: expected " + String.join(" or ", offered) + ", but got "
                                + String.join(", ", accepted)));
    }

    private void send(HttpServerExchange exchange, String type, ETag tag, byte[] body) {
        exchange.getResponseHeaders()
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(Headers.VARY, "Accept, Accept-Encoding")
                .put(Headers.ETAG, tag.toString());
        if (!ETagUtils.handleIfNoneMatch(exchange, tag, true)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        send(exchange, body);
    }

    private void send(HttpServerExchange exchange, byte[] body) {
        unsent.add(exchange, body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** Says why there is no answer. */
    static void refuse(HttpServerExchange exchange, int status, String detail) {
        refuse(exchange, new Problem(status, detail));
    }

    private static void refuse(HttpServerExchange exchange, Problem problem) {
        exchange.setStatusCode(problem.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Problem.MEDIA_TYPE);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(ByteBuffer.wrap(problem.json()));
    }
}
