package io.undercurrent.dashboard.api.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a request is answered with.
 *
 * @param body written as JSON
 * @param lasting the body without what changes with the clock alone: while it is the same, so is the tag
 * @param table the same as CSV
 */
public record Answer(Object body, Object lasting, Table table) {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build());

    public Answer {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(lasting, "lasting");
        Objects.requireNonNull(table, "table");
    }

    /** An answer that says nothing of the clock. */
    public Answer(Object body, Table table) {
        this(body, body, table);
    }

    /** The body as JSON. */
    public byte[] json() {
        return json(body);
    }

    /** The body as CSV, as RFC 4180 has it, with a header. */
    public byte[] csv() {
        return table.csv().getBytes(StandardCharsets.UTF_8);
    }

    /** Differs between answers that say different things. */
    public String tag() {
        return tag(json(lasting));
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer could not be written", impossible);
        }
    }

    public static String tag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
