package io.undercurrent.format.fields;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.series.Decimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chosen places of messages, and what the last message has there: a slot for each. Whatever the encoding, values are of JSON's kinds.
 *
 * <p>One instance serves one thread.
 */
public final class Slots {

    private final Place root = new Place();

    private JsonToken[] tokens = new JsonToken[0];
    /** Texts, and numbers that were not written as texts. */
    private Object[] contents = new Object[0];

    /** A place, and those inside of it. */
    public static final class Place {
        private final Map<String, Place> inside = new HashMap<>();
        private int slot = -1;
        private int message;

        /** The place of a field or element inside of this one; null where it was not chosen. */
        public Place inside(String name) {
            return inside.get(name);
        }

        /** The names of the places inside of this one. */
        public Set<String> names() {
            return inside.keySet();
        }

        /** Whether any place inside of this one was chosen. */
        public boolean isOuter() {
            return !inside.isEmpty();
        }

        /** Where the content goes; -1 where only places inside were chosen. */
        public int slot() {
            return slot;
        }

        /** Whether this is the second time in a message. */
        boolean isAgain(int ofMessage) {
            boolean again = message == ofMessage;
            message = ofMessage;
            return again;
        }
    }

    /** The names on the way to a field: a field's own name, or those of a JSON pointer (RFC 6901), which begins with a slash. */
    public static List<String> path(String field) {
        if (!field.startsWith("/")) {
            return List.of(field);
        }
        return Arrays.stream(field.substring(1).split("/", -1))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** A field as a mapping has it, whose own name this is. */
    public static String field(String name) {
        return name.startsWith("/") ? "/" + name.replace("~", "~0").replace("/", "~1") : name;
    }

    /** The place of whole messages. */
    public Place root() {
        return root;
    }

    /** Chooses a place, if it is a new one, and returns its slot. All are chosen before the first message. */
    public int add(List<String> path) {
        Place place = root;
        for (String name : path) {
            place = place.inside.computeIfAbsent(name, first -> new Place());
        }
        if (place.slot < 0) {
            place.slot = tokens.length;
            tokens = Arrays.copyOf(tokens, place.slot + 1);
            contents = new Object[tokens.length];
        }
        return place.slot;
    }

    /** A place in which those of the root are found both directly and inside of {@code name}. */
    Place around(String name) {
        int slot = add(List.of(name));
        Place wrapper = new Place();
        wrapper.inside.putAll(root.inside);
        Place inner = new Place();
        inner.slot = slot;
        inner.inside.putAll(root.inside);
        inner.inside.remove(name);
        inner.inside.putAll(root.inside.get(name).inside);
        wrapper.inside.put(name, inner);
        return wrapper;
    }

    /** Empties all slots. */
    public void clear() {
        Arrays.fill(tokens, null);
        Arrays.fill(contents, null);
    }

    /**
     * Fills a slot.
     *
     * @param content a text, or a number whose text is as JSON would have it; null for what is neither
     */
    public void put(int slot, JsonToken token, Object content) {
        tokens[slot] = token;
        contents[slot] = content;
    }

    /** Says that a place is null, and with it all that was chosen inside of it. */
    public void putNull(Place place) {
        if (place.slot >= 0) {
            put(place.slot, JsonToken.VALUE_NULL, null);
        }
        place.inside.values().forEach(this::putNull);
    }

    /** Puts a text into a slot, whatever the message has there; null for nothing. */
    public void put(int slot, String text) {
        put(slot, text == null ? null : JsonToken.VALUE_STRING, text);
    }

    /** The kind of what stands in a slot; null where the message has no such place. */
    public JsonToken token(int slot) {
        return tokens[slot];
    }

    /** The text of a slot that has a scalar, NaN and Infinity by their names; null where there is an object, an array or nothing. */
    public String text(int slot) {
        return contents[slot] == null ? null : contents[slot].toString();
    }

    /** The number in a slot that has one: of a float, the decimal number that it stands for. */
    public double number(int slot) {
        if (contents[slot] instanceof Float number) {
            return Decimal.of(number);
        }
        return contents[slot] instanceof Number number
                ? number.doubleValue()
                : NumberInput.parseDouble((String) contents[slot], true);
    }

    /** Whether a slot has a whole number that was not written as a text. */
    public boolean isWhole(int slot) {
        return contents[slot] instanceof Integer || contents[slot] instanceof Long;
    }

    /** The number in a slot that has such a one. */
    public long whole(int slot) {
        return ((Number) contents[slot]).longValue();
    }

    /** Whether there is a place, and it is not null. */
    public boolean has(int slot) {
        return tokens[slot] != null && tokens[slot] != JsonToken.VALUE_NULL;
    }

    /** The content of a slot for a person. */
    public String describe(int slot) {
        return tokens[slot] == null ? "nothing" : JsonMessages.describe(tokens[slot], text(slot));
    }
}
