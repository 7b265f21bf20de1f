package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Extracts the values at chosen places of JSON messages, in one pass over their bytes; everything else is skipped.
 *
 * <p>Keeps the content of the last message: one instance serves one thread.
 */
final class JsonSlots {

    private static final String PAYLOAD = "payload";
    private static final String SCHEMA = "schema";

    private final FirstFault fault;
    private final JsonMessages json;
    private final Place root = new Place();
    private final List<Place> places = new ArrayList<>();
    /** Null where messages are taken as they are. */
    private Place wrapper;

    private ConnectSchema schema;

    private JsonToken[] tokens = new JsonToken[0];
    private String[] texts = new String[0];
    private byte[] message;

    /** A place in the message, and those inside of it. */
    private static final class Place {
        final Map<String, Place> inside = new HashMap<>();
        int slot = -1;
        boolean seen;
    }

    /**
     * @param fault receives what is wrong with messages
     */
    JsonSlots(FirstFault fault) {
        this.fault = fault;
        json = new JsonMessages(fault);
        places.add(root);
    }

    /** The names on the way to a field: a field's own name, or those of a JSON pointer (RFC 6901), which begins with a slash. */
    static List<String> path(String field) {
        if (!field.startsWith("/")) {
            return List.of(field);
        }
        return Arrays.stream(field.substring(1).split("/", -1))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** Adds a place, if it is a new one, and returns its slot. */
    int add(List<String> path) {
        Place place = root;
        for (String name : path) {
            Place outer = place;
            place = outer.inside.get(name);
            if (place == null) {
                place = new Place();
                outer.inside.put(name, place);
                places.add(place);
            }
        }
        if (place.slot < 0) {
            place.slot = tokens.length;
            tokens = Arrays.copyOf(tokens, place.slot + 1);
            texts = new String[tokens.length];
        }
        return place.slot;
    }

    /** Lets messages have Kafka Connect's schema around them; called after all places are added. Returns the slot of the payload. */
    int unwrap(ConnectSchema schemas) {
        schema = schemas;
        wrapper = new Place();
        places.add(wrapper);
        int payload = add(List.of(PAYLOAD));
        Place inner = root.inside.remove(PAYLOAD);
        wrapper.inside.putAll(root.inside);
        wrapper.inside.put(PAYLOAD, inner);
        inner.inside.putAll(root.inside);
        return payload;
    }

    /** Reads a message and records its errors. Returns whether it holds anything to read. */
    boolean read(byte[] bytes) {
        message = bytes;
        Arrays.fill(tokens, null);
        Arrays.fill(texts, null);
        for (Place place : places) {
            place.seen = false;
        }
        if (schema != null) {
            schema.clear();
        }
        return json.read(bytes, parser -> readObject(parser, wrapper == null ? root : wrapper));
    }

    private void readObject(JsonParser parser, Place place) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Place inner = place.inside.get(name);
            if (inner != null) {
                if (inner.seen) {
                    fault.note(Reason.DUPLICATE_FIELD, name + ": expected this field once, but got it again");
                }
                readValue(parser, token, inner);
            } else if (place == wrapper && schema != null && name.equals(SCHEMA)) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                json.skip(parser);
                schema.note(message, from, (int) parser.currentLocation().getByteOffset());
            } else {
                json.skip(parser);
            }
        }
    }

    private void readArray(JsonParser parser, Place place) throws IOException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Place inner = place.inside.get(Integer.toString(index++));
            if (inner == null) {
                json.skip(parser);
            } else {
                readValue(parser, parser.currentToken(), inner);
            }
        }
    }

    private void readValue(JsonParser parser, JsonToken token, Place place) throws IOException {
        place.seen = true;
        if (place.slot >= 0) {
            // First the text, which may turn out to be none.
            texts[place.slot] = token.isStructStart() ? null : parser.getText();
            tokens[place.slot] = token;
        }
        if (token == JsonToken.START_OBJECT && !place.inside.isEmpty()) {
            readObject(parser, place);
        } else if (token == JsonToken.START_ARRAY && !place.inside.isEmpty()) {
            readArray(parser, place);
        } else if (token.isStructStart() || place.slot < 0) {
            json.skip(parser);
        }
    }

    /** Replaces the content of a slot by a text; null empties it. */
    void put(int slot, String text) {
        tokens[slot] = text == null ? null : JsonToken.VALUE_STRING;
        texts[slot] = text;
    }

    /** The content of a slot; null if the message has no such place. */
    JsonToken token(int slot) {
        return tokens[slot];
    }

    /** The text of a slot that has a scalar; that of NaN and Infinity is their name. */
    String text(int slot) {
        return texts[slot];
    }

    /** Whether there is a place, and it is not null. */
    boolean has(int slot) {
        return tokens[slot] != null && tokens[slot] != JsonToken.VALUE_NULL;
    }

    /** The content of a slot for a person. */
    String describe(int slot) {
        return tokens[slot] == null ? "nothing" : JsonMessages.describe(tokens[slot], texts[slot]);
    }
}
