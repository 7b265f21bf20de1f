package io.undercurrent.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.AllowedContentEncodings;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/** The files of the page, all of them from the class path, held in memory. What is not listed here is not there. */
final class PageFiles implements HttpHandler {

    private static final String HOME = "/io/undercurrent/dashboard/";
    private static final String PALETTE = "/io/undercurrent/palette.css";
    private static final String LIBRARY = "/META-INF/resources/webjars/d3/%s/dist/d3.min.js";
    private static final String LIBRARY_VERSION = "/META-INF/maven/org.webjars.npm/d3/pom.properties";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String SVG = "image/svg+xml";

    private static final String GZIP = "gzip";
    /** Knows what a client accepts; the files are zipped already. */
    private static final ContentEncodingRepository ZIPPED =
            new ContentEncodingRepository().addEncodingHandler(GZIP, new GzipEncodingProvider(), 1);

    private static final String[] MODULES = {
        "accuracy",
        "anomalies",
        "chart",
        "connection",
        "detail",
        "empty",
        "flags",
        "format",
        "jobs",
        "list",
        "lookback",
        "main",
        "models",
        "rejected",
        "sparkline",
        "status",
        "theme",
        "tile"
    };

    private static final String[] STYLES = {
        "frame", "list", "series", "accuracy", "anomalies", "models", "rejected", "narrow"
    };

    private final Map<String, PageFile> files = new HashMap<>();

    private record PageFile(String type, byte[] bytes, byte[] zipped, ETag tag) {}

    PageFiles() {
        put("/", HTML, HOME + "index.html");
        for (String part : STYLES) {
            put("/" + part + ".css", CSS, HOME + part + ".css");
        }
        put("/palette.css", CSS, PALETTE);
        put("/icon.svg", SVG, HOME + "icon.svg");
        put("/api/openapi.json", "application/json", HOME + "openapi.json");
        put("/theme-early.js", SCRIPT, HOME + "theme-early.js");
        for (String module : MODULES) {
            put("/" + module + ".js", SCRIPT, HOME + module + ".js");
        }
        put("/d3.js", SCRIPT, String.format(Locale.ROOT, LIBRARY, libraryVersion()));
    }

    private void put(String path, String type, String resource) {
        byte[] bytes = read(resource);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        files.put(path, new PageFile(type, bytes, zipped.toByteArray(), new ETag(false, hash(bytes))));
    }

    /** The library's folder is named after its version, which the build decides. */
    private static String libraryVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(read(LIBRARY_VERSION), StandardCharsets.ISO_8859_1)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream bytes = PageFiles.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the class path");
            }
            return bytes.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("the resource " + resource + " could not be read", failure);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        PageFile file = files.get(exchange.getRequestPath());
        if (file == null) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            exchange.getResponseSender().send("There is no such page.");
            return;
        }
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, file.type())
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(Headers.VARY, "Accept-Encoding")
                .put(Headers.ETAG, file.tag().toString());
        if (!ETagUtils.handleIfNoneMatch(exchange, file.tag(), true)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
            return;
        }
        AllowedContentEncodings accepted = ZIPPED.getContentEncodings(exchange);
        boolean zip = accepted != null && accepted.getCurrentContentEncoding().equals(GZIP);
        if (zip) {
            exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, GZIP);
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(zip ? file.zipped() : file.bytes()));
    }
}
