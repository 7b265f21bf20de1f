package io.undercurrent.format.parquet;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.Utf8;
import io.undercurrent.format.fields.DateReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What the values of a column are to a mapping: numbers, texts, truth values, and how days are written. */
final class ParquetColumn {

    private static final int JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long SECONDS_A_DAY = 86_400;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final ColumnDescriptor descriptor;
    private final String dateForm;
    private final Function<ColumnReader, Object> content;

    private ColumnReader reader;

    private ParquetColumn(ColumnDescriptor descriptor, String dateForm, Function<ColumnReader, Object> content) {
        this.descriptor = descriptor;
        this.dateForm = dateForm;
        this.content = content;
    }

    /** Empty where nobody knows what values of this type would be. */
    static Optional<ParquetColumn> of(ColumnDescriptor descriptor) {
        PrimitiveType type = descriptor.getPrimitiveType();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        String form = dateForm(type.getPrimitiveTypeName(), logical);
        Function<ColumnReader, Object> content = switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> ColumnReader::getBoolean;
            case FLOAT -> ColumnReader::getFloat;
            case DOUBLE -> ColumnReader::getDouble;
            case INT32 -> ofInt(logical);
            case INT64 -> ofLong(logical);
            case INT96 -> column -> seconds(column.getBinary().getBytesUnsafe());
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(logical, type.getTypeLength());
        };
        return Optional.ofNullable(content).map(known -> new ParquetColumn(descriptor, form, known));
    }

    private static String dateForm(PrimitiveType.PrimitiveTypeName type, LogicalTypeAnnotation logical) {
        if (logical instanceof DateLogicalTypeAnnotation) {
            return DateReader.EPOCH_DAYS;
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            boolean moment = timestamp.isAdjustedToUTC();
            return switch (timestamp.getUnit()) {
                case MILLIS -> moment ? DateReader.EPOCH_MILLIS : DateReader.LOCAL_MILLIS;
                case MICROS -> moment ? DateReader.EPOCH_MICROS : DateReader.LOCAL_MICROS;
                case NANOS -> moment ? DateReader.EPOCH_NANOS : DateReader.LOCAL_NANOS;
            };
        }
        return type == PrimitiveType.PrimitiveTypeName.INT96 ? DateReader.EPOCH_SECONDS : null;
    }

    private static Function<ColumnReader, Object> ofInt(LogicalTypeAnnotation logical) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return column -> number(BigInteger.valueOf(column.getInteger()), decimal.getScale());
        }
        return isUnsigned(logical) ? column -> Integer.toUnsignedLong(column.getInteger()) : ColumnReader::getInteger;
    }

    private static Function<ColumnReader, Object> ofLong(LogicalTypeAnnotation logical) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return column -> number(BigInteger.valueOf(column.getLong()), decimal.getScale());
        }
        return isUnsigned(logical)
                ? column -> new BigInteger(Long.toUnsignedString(column.getLong()))
                : ColumnReader::getLong;
    }

    private static boolean isUnsigned(LogicalTypeAnnotation logical) {
        return logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    }

    private static Function<ColumnReader, Object> ofBytes(LogicalTypeAnnotation logical, int fixed) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return column -> {
                byte[] bytes = column.getBinary().getBytesUnsafe();
                return number(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes), decimal.getScale());
            };
        }
        if (logical instanceof UUIDLogicalTypeAnnotation) {
            return column -> {
                ByteBuffer bytes = column.getBinary().toByteBuffer();
                return new UUID(bytes.getLong(), bytes.getLong()).toString();
            };
        }
        // Older programs write texts without saying so.
        boolean text = logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation
                || logical == null && fixed == 0;
        return text ? column -> text(column.getBinary().getBytesUnsafe()) : null;
    }

    /** A text, or the bytes themselves where they are none. */
    private static Object text(byte[] bytes) {
        String text = Utf8.text(bytes);
        return text == null ? bytes : text;
    }

    /** A whole number is one where the type leaves no room for decimals. */
    private static Number number(BigInteger unscaled, int scale) {
        return scale == 0 ? unscaled : new BigDecimal(unscaled, scale);
    }

    /** Of a moment in 96 bits: nanoseconds of the day, then the Julian day. */
    private static long seconds(byte[] bytes) {
        ByteBuffer moment = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = moment.getLong();
        return (moment.getInt() - (long) JULIAN_DAY_OF_1970) * SECONDS_A_DAY + Math.floorDiv(nanos, NANOS_A_SECOND);
    }

    ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** As {@link DateReader} names it; empty where values are no days. */
    Optional<String> dateForm() {
        return Optional.ofNullable(dateForm);
    }

    /** Whether values are numbers or truth values, and no days. */
    boolean isNumeric() {
        PrimitiveType type = descriptor.getPrimitiveType();
        return dateForm == null
                && switch (type.getPrimitiveTypeName()) {
                    case BINARY, FIXED_LEN_BYTE_ARRAY ->
                        type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
                    default -> true;
                };
    }

    /** Goes to the first row of a part of the file. */
    void begin(ColumnReader ofPart) {
        reader = ofPart;
    }

    /** What the next row has: a number, a text, a truth value, null, or bytes that should be a text and are none. */
    Object next() {
        boolean present = reader.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
        Object next = present ? content.apply(reader) : null;
        reader.consume();
        return next;
    }

    /** The kind that JSON has for a content. */
    static JsonToken token(Object content) {
        if (content == null) {
            return JsonToken.VALUE_NULL;
        }
        if (content instanceof Boolean truth) {
            return truth ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
        }
        if (content instanceof String) {
            return JsonToken.VALUE_STRING;
        }
        return content instanceof Integer || content instanceof Long || content instanceof BigInteger
                ? JsonToken.VALUE_NUMBER_INT
                : JsonToken.VALUE_NUMBER_FLOAT;
    }
}
