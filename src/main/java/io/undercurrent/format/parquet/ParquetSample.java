package io.undercurrent.format.parquet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.format.fields.DateReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** The first rows of a Parquet file of which nothing is known. */
public final class ParquetSample {

    /** What stands for values of which a row may have several, and for bytes that are no text. */
    private static final String SEVERAL = "…";

    private ParquetSample() {}

    /**
     * Gives each row to {@code receiver}: days and moments as texts, columns that have no single value a row as arrays.
     *
     * @param most rows that are read
     * @throws IllegalArgumentException if the file is no such file
     */
    public static void read(Path file, int most, Consumer<ObjectNode> receiver) throws IOException {
        ParquetFile opened = new ParquetFile(file.toString(), FileBytes.of(file));
        Map<List<String>, ParquetColumn> columns = new ParquetFields(opened).readable();
        try (ParquetRows rows = new ParquetRows(opened, List.copyOf(columns.values()))) {
            while (rows.row() < most && rows.next()) {
                ObjectNode row = JsonNodeFactory.instance.objectNode();
                // In the order of the schema, which is the order of the columns too.
                int[] next = {0};
                fill(row, opened.schema(), rows, List.copyOf(columns.values()), next);
                receiver.accept(row);
            }
        }
    }

    private static void fill(
            ObjectNode row, GroupType group, ParquetRows rows, List<ParquetColumn> columns, int[] next) {
        for (Type type : group.getFields()) {
            String name = type.getName();
            ParquetColumn column = next[0] < columns.size() ? columns.get(next[0]) : null;
            if (mayBeSeveral(type)) {
                row.putArray(name).add(SEVERAL);
            } else if (!type.isPrimitive()) {
                fill(row.putObject(name), type.asGroupType(), rows, columns, next);
            } else if (column != null && column.descriptor().getPrimitiveType() == type) {
                put(row, name, rows.content(next[0]++), column.dateForm().orElse(null));
            } else {
                row.putArray(name).add(type.toString());
            }
        }
    }

    private static boolean mayBeSeveral(Type type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return type.isRepetition(Type.Repetition.REPEATED)
                || meaning instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation;
    }

    private static void put(ObjectNode row, String name, Object content, String dateForm) {
        if (content == null) {
            row.putNull(name);
        } else if (content instanceof byte[]) {
            row.putArray(name).add(SEVERAL);
        } else if (content instanceof Boolean truth) {
            row.put(name, truth);
        } else if (content instanceof String text) {
            row.put(name, text);
        } else if (dateForm != null) {
            row.put(name, date(((Number) content).longValue(), dateForm));
        } else if (content instanceof BigInteger whole) {
            row.put(name, whole);
        } else if (content instanceof Integer || content instanceof Long) {
            row.put(name, ((Number) content).longValue());
        } else if (content instanceof BigDecimal decimal) {
            row.put(name, decimal);
        } else {
            putFloating(row, name, ((Number) content).doubleValue(), content.toString());
        }
    }

    /** With the digits of its own type, or as a text where JSON has no number for it. */
    private static void putFloating(ObjectNode row, String name, double value, String digits) {
        if (Double.isFinite(value)) {
            row.put(name, new BigDecimal(digits));
        } else {
            row.put(name, digits);
        }
    }

    private static String date(long number, String form) {
        return switch (form) {
            case DateReader.EPOCH_DAYS -> LocalDate.ofEpochDay(number).toString();
            case DateReader.EPOCH_SECONDS -> moment(number, ChronoUnit.SECONDS);
            case DateReader.EPOCH_MILLIS -> moment(number, ChronoUnit.MILLIS);
            case DateReader.EPOCH_MICROS -> moment(number, ChronoUnit.MICROS);
            case DateReader.EPOCH_NANOS -> moment(number, ChronoUnit.NANOS);
            case DateReader.LOCAL_MILLIS -> onTheWall(number, ChronoUnit.MILLIS);
            case DateReader.LOCAL_MICROS -> onTheWall(number, ChronoUnit.MICROS);
            default -> onTheWall(number, ChronoUnit.NANOS);
        };
    }

    private static String moment(long number, ChronoUnit unit) {
        return Instant.EPOCH.plus(number, unit).toString();
    }

    private static String onTheWall(long number, ChronoUnit unit) {
        return Instant.EPOCH
                .plus(number, unit)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
    }
}
