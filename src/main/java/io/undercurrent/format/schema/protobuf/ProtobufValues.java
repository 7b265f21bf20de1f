package io.undercurrent.format.schema.protobuf;

import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

/** Values of Protobuf as texts, numbers and truth values. */
final class ProtobufValues {

    static final String TIMESTAMP = "google.protobuf.Timestamp";
    static final String DATE = "google.type.Date";

    private static final String DECIMAL = "confluent.type.Decimal";
    private static final String WRAPPER = "google.protobuf.[A-Za-z0-9]+Value";

    /** Of a decimal; a float ends long before. */
    private static final int LONGEST_DECIMAL = 1024;

    private static final int MOST_DIGITS = 10_000;

    private ProtobufValues() {}

    /**
     * A value that is a scalar, or a message of a known type that stands for one: seconds since 1970 for a moment, a text for a date.
     *
     * @return null for other messages
     */
    static Object scalar(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
            case UINT64, FIXED64 -> unsigned((Long) value);
            case BYTES -> Base64.getEncoder().encodeToString(((ByteString) value).toByteArray());
            case ENUM -> ((EnumValueDescriptor) value).getName();
            case MESSAGE, GROUP -> known((Message) value);
            default -> value;
        };
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    private static Object known(Message message) {
        String name = message.getDescriptorForType().getFullName();
        return switch (name) {
            case TIMESTAMP -> get(message, "seconds");
            case DATE ->
                String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d",
                        get(message, "year"),
                        get(message, "month"),
                        get(message, "day"));
            case DECIMAL -> decimal(message);
            default -> name.matches(WRAPPER) ? wrapped(message) : null;
        };
    }

    private static Object wrapped(Message message) {
        FieldDescriptor value = message.getDescriptorForType().findFieldByName("value");
        return value == null || value.isRepeated() ? null : scalar(value, message.getField(value));
    }

    private static Object decimal(Message message) {
        byte[] value = ((ByteString) get(message, "value")).toByteArray();
        int scale = (Integer) get(message, "scale");
        if (value.length > LONGEST_DECIMAL || Math.abs((long) scale) > MOST_DIGITS) {
            return Double.POSITIVE_INFINITY;
        }
        BigInteger unscaled = value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
        return scale == 0 ? unscaled : (Object) new BigDecimal(unscaled, scale);
    }

    private static Object get(Message message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    /** The kind of a scalar. */
    static JsonToken token(Object scalar) {
        if (scalar instanceof Boolean truth) {
            return truth ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
        }
        if (scalar instanceof Integer || scalar instanceof Long || scalar instanceof BigInteger) {
            return JsonToken.VALUE_NUMBER_INT;
        }
        return scalar instanceof Number ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_STRING;
    }
}
