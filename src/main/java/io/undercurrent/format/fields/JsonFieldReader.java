package io.undercurrent.format.fields;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.fields.Slots.Place;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.util.Map;

/** Takes chosen places out of JSON messages, in one pass over their bytes. What stands elsewhere is passed over. */
public final class JsonFieldReader implements FieldReader {

    /** Where Kafka Connect's JSON converter puts a row. */
    public static final String PAYLOAD = "payload";

    private static final String SCHEMA = "schema";

    private final Slots slots;
    private final FirstFault fault;
    private final JsonMessages json;
    /** Null where messages are taken as they are. */
    private final ConnectSchema schema;

    /** Null before the first message. */
    private Place root;

    private byte[] message;
    private int count;

    /**
     * @param fault receives what is wrong with messages
     * @param wrapped whether messages may have Kafka Connect's schema around them
     */
    public JsonFieldReader(Slots slots, FirstFault fault, boolean wrapped) {
        this.slots = slots;
        this.fault = fault;
        schema = wrapped ? new ConnectSchema() : null;
        json = new JsonMessages(fault);
    }

    @Override
    public boolean read(byte[] bytes, Map<String, byte[]> headers) {
        if (root == null) {
            root = schema == null ? slots.root() : slots.around(PAYLOAD);
        }
        message = bytes;
        count++;
        slots.clear();
        if (schema != null) {
            schema.clear();
        }
        return json.read(bytes, parser -> readObject(parser, root));
    }

    @Override
    public FieldTypes types() {
        return schema == null ? FieldTypes.NONE : schema.types();
    }

    private void readObject(JsonParser parser, Place place) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Place inner = place.inside(name);
            if (inner != null) {
                if (inner.isAgain(count)) {
                    fault.note(Reason.DUPLICATE_FIELD, name + ": expected this field once, but got it again");
                }
                if (token == JsonToken.VALUE_NULL && isPayload(name, place)) {
                    slots.put(inner.slot(), token, null);
                } else {
                    readValue(parser, token, inner);
                }
            } else if (token == JsonToken.START_OBJECT && place == root && schema != null && name.equals(SCHEMA)) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                json.skip(parser);
                schema.note(message, from, (int) parser.currentLocation().getByteOffset());
            } else {
                json.skip(parser);
            }
        }
    }

    private static boolean isInfiniteOrNaN(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN();
    }

    /** What is inside of a payload may also stand beside it. */
    private boolean isPayload(String name, Place place) {
        return place == root && schema != null && name.equals(PAYLOAD);
    }

    private void readArray(JsonParser parser, Place place) throws IOException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Place inner = place.inside(Integer.toString(index++));
            if (inner == null) {
                json.skip(parser);
            } else {
                readValue(parser, parser.currentToken(), inner);
            }
        }
    }

    private void readValue(JsonParser parser, JsonToken token, Place place) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            slots.putNull(place);
            return;
        }
        if (place.slot() >= 0) {
            // First the text, which may turn out to be none.
            Object content = token.isStructStart() ? null : parser.getText();
            // Infinity has several names, among them INF.
            slots.put(place.slot(), token, isInfiniteOrNaN(parser, token) ? (Object) parser.getDoubleValue() : content);
        }
        if (token == JsonToken.START_OBJECT && place.isOuter()) {
            readObject(parser, place);
        } else if (token == JsonToken.START_ARRAY && place.isOuter()) {
            readArray(parser, place);
        } else if (token.isStructStart() || place.slot() < 0) {
            json.skip(parser);
        }
    }
}
