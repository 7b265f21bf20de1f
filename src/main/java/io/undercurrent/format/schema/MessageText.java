package io.undercurrent.format.schema;

import io.undercurrent.format.Utf8;
import io.undercurrent.format.fields.Part;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Messages as texts for people. One instance serves one thread. */
public interface MessageText {

    /** Of messages that are texts. */
    MessageText OF_JSON = (part, bytes, headers) ->
            Utf8.isText(bytes) ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();

    /** The text of a part of a message, JSON where it has fields; empty where it cannot be read. Waits for nothing. */
    Optional<String> of(Part part, byte[] bytes, Map<String, byte[]> headers);
}
