package io.undercurrent.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Lets only requests through that bring the token: programs as {@code Bearer} (RFC 6750), browsers as the password of {@code Basic} (RFC
 * 7617), which they ask for and then send with all that the page loads. Neither is ever part of an address.
 */
final class TokenGuard implements HttpHandler {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final String REALM = "realm=\"undercurrent\"";

    private final AccessToken token;
    private final HttpHandler next;

    TokenGuard(AccessToken token, HttpHandler next) {
        this.token = token;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String given = presented(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
        if (given != null && token.is(given)) {
            next.handleRequest(exchange);
            return;
        }
        exchange.getResponseHeaders()
                .add(Headers.WWW_AUTHENTICATE, "Bearer " + REALM)
                .add(Headers.WWW_AUTHENTICATE, "Basic " + REALM + ", charset=\"UTF-8\"");
        ApiHandler.refuse(
                exchange,
                StatusCodes.UNAUTHORIZED,
                given == null
                        ? "expected the token, as Authorization: Bearer TOKEN or as the password, but there is none"
                        : "expected the token of the server, but got another one");
    }

    /** The token that a request brings; null where it brings none. */
    private static String presented(String header) {
        String scheme = header == null ? "" : header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return header.substring(BEARER.length()).strip();
        }
        return scheme.startsWith(BASIC)
                ? password(header.substring(BASIC.length()).strip())
                : null;
    }

    /** What follows the name in {@code name:password}. */
    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
