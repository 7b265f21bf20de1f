package io.undercurrent.format.schema.avro;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Utf8;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The values of one message in Avro's binary form, one after the other. Elements and depth are bounded, whatever the bytes claim. */
final class AvroInput {

    private static final int MOST_DEPTH = 1000;

    /** Elements may take no bytes at all. */
    private static final long MOST_ELEMENTS = 1 << 20;

    /** Of a decimal; a float ends long before. */
    private static final int LONGEST_DECIMAL = 1024;

    private BinaryDecoder in;
    private long elements;
    private int depth;

    /** Begins with another message. */
    void begin(byte[] bytes, int from) {
        in = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, in);
        elements = 0;
        depth = 0;
    }

    /** Whether all bytes were read. */
    boolean isAtEnd() throws IOException {
        return in.isEnd();
    }

    /** Goes one level down. */
    void enter() throws IOException {
        if (++depth > MOST_DEPTH) {
            throw new IOException("expected at most " + MOST_DEPTH + " levels, but there are more");
        }
    }

    /** Comes back up. */
    void leave() {
        depth--;
    }

    /** The branch of a union that is present. */
    int branch(Schema union) throws IOException {
        int index = in.readIndex();
        if (index < 0 || index >= union.getTypes().size()) {
            throw new IOException("expected one of " + union.getTypes().size() + " branches, but got " + index);
        }
        return index;
    }

    /** The number of elements of the first block of an array or a map; 0 where there is none. */
    long firstBlock(Schema of) throws IOException {
        return counted(of.getType() == Schema.Type.ARRAY ? in.readArrayStart() : in.readMapStart());
    }

    /** The number of elements of another block. */
    long nextBlock(Schema of) throws IOException {
        return counted(of.getType() == Schema.Type.ARRAY ? in.arrayNext() : in.mapNext());
    }

    private long counted(long block) throws IOException {
        elements += block;
        if (elements > MOST_ELEMENTS) {
            throw new IOException("expected at most " + MOST_ELEMENTS + " elements, but there are more");
        }
        return block;
    }

    /** The kind of a scalar. */
    static JsonToken token(Schema scalar, Object content) {
        return switch (scalar.getType()) {
            case NULL -> JsonToken.VALUE_NULL;
            case BOOLEAN -> content == Boolean.TRUE ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case INT, LONG -> JsonToken.VALUE_NUMBER_INT;
            case FLOAT, DOUBLE -> JsonToken.VALUE_NUMBER_FLOAT;
            default ->
                content instanceof BigInteger
                        ? JsonToken.VALUE_NUMBER_INT
                        : content instanceof Number ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_STRING;
        };
    }

    /** A scalar: a number, a text, a truth value or null. Bytes that are no decimal are their text in base 64, as Connect writes JSON. */
    Object scalar(Schema scalar) throws IOException {
        return switch (scalar.getType()) {
            case NULL -> null;
            case BOOLEAN -> in.readBoolean();
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING -> text();
            case ENUM -> symbol(scalar);
            case BYTES -> bytes(scalar, in.readBytes(null).array());
            case FIXED -> {
                byte[] bytes = new byte[fixedSize(scalar)];
                in.readFixed(bytes);
                yield bytes(scalar, bytes);
            }
            default -> throw new IllegalStateException("not a scalar: " + scalar.getType());
        };
    }

    /** A schema's word is no more trusted than that of the bytes. */
    private static int fixedSize(Schema fixed) throws IOException {
        if (fixed.getFixedSize() > JsonMessages.MAX_MESSAGE_BYTES) {
            throw new IOException("expected a message of at most " + JsonMessages.MAX_MESSAGE_BYTES + " bytes, but a"
                    + " value in it has " + fixed.getFixedSize());
        }
        return fixed.getFixedSize();
    }

    /** A text; also the key of an entry of a map. */
    String text() throws IOException {
        byte[] bytes = in.readBytes(null).array();
        String text = Utf8.text(bytes);
        if (text == null) {
            throw new IOException("expected a text in UTF-8, but got other bytes");
        }
        return text;
    }

    private String symbol(Schema scalar) throws IOException {
        int index = in.readEnum();
        if (index < 0 || index >= scalar.getEnumSymbols().size()) {
            throw new IOException("expected one of " + scalar.getEnumSymbols().size() + " symbols, but got " + index);
        }
        return scalar.getEnumSymbols().get(index);
    }

    private static Object bytes(Schema scalar, byte[] bytes) {
        if (!(scalar.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (bytes.length > LONGEST_DECIMAL) {
            return Double.POSITIVE_INFINITY;
        }
        BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        // A whole number, such as a key of Oracle, where the type leaves no room for decimals.
        return decimal.getScale() == 0 ? unscaled : (Object) new BigDecimal(unscaled, decimal.getScale());
    }

    /** Passes over a value. */
    void skip(Schema type) throws IOException {
        switch (type.getType()) {
            case NULL -> {}
            case BOOLEAN -> in.readBoolean();
            case INT, ENUM -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING, BYTES -> in.skipBytes();
            case FIXED -> in.skipFixed(type.getFixedSize());
            default -> {
                enter();
                skipInner(type);
                leave();
            }
        }
    }

    private void skipInner(Schema type) throws IOException {
        switch (type.getType()) {
            case UNION -> skip(type.getTypes().get(branch(type)));
            case RECORD -> {
                for (Schema.Field field : type.getFields()) {
                    skip(field.schema());
                }
            }
            case ARRAY -> {
                for (long left = firstBlock(type); left > 0; left = nextBlock(type)) {
                    for (; left > 0; left--) {
                        skip(type.getElementType());
                    }
                }
            }
            case MAP -> {
                for (long left = firstBlock(type); left > 0; left = nextBlock(type)) {
                    for (; left > 0; left--) {
                        in.skipBytes();
                        skip(type.getValueType());
                    }
                }
            }
            default -> throw new IllegalStateException("not an outer type: " + type.getType());
        }
    }
}
