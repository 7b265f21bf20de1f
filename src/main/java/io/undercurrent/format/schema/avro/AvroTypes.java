package io.undercurrent.format.schema.avro;

import io.undercurrent.format.fields.ConnectTypes;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.fields.FieldTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** What an Avro schema says of fields: by its logical types, or by the names that Kafka Connect's converters put beside types. */
final class AvroTypes implements FieldTypes {

    private static final Map<String, String> DATE_FORMS = Map.of(
            "date", DateReader.EPOCH_DAYS,
            "timestamp-millis", DateReader.EPOCH_MILLIS,
            "timestamp-micros", DateReader.EPOCH_MICROS,
            "timestamp-nanos", DateReader.EPOCH_NANOS,
            "local-timestamp-millis", DateReader.LOCAL_MILLIS,
            "local-timestamp-micros", DateReader.LOCAL_MICROS,
            "local-timestamp-nanos", DateReader.LOCAL_NANOS);

    private final Schema schema;

    AvroTypes(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Optional<String> dateForm(List<String> path) {
        Set<String> forms = new HashSet<>();
        for (Schema type : find(schema, path)) {
            form(type).ifPresent(forms::add);
        }
        // A union of days and moments does not say which of them a number is.
        return forms.size() == 1 ? Optional.of(forms.iterator().next()) : Optional.empty();
    }

    private static Optional<String> form(Schema type) {
        String logical = type.getProp("logicalType");
        String connect = type.getProp("connect.name");
        return logical != null && DATE_FORMS.containsKey(logical)
                ? Optional.of(DATE_FORMS.get(logical))
                : connect == null ? Optional.empty() : ConnectTypes.dateForm(connect);
    }

    /** Decimals are read as numbers. */
    @Override
    public Optional<Integer> scale(List<String> path) {
        return Optional.empty();
    }

    /** The scalar types at a place; of a union, those of all its branches. */
    private static List<Schema> find(Schema type, List<String> path) {
        return switch (type.getType()) {
            case UNION ->
                type.getTypes().stream()
                        .map(branch -> find(branch, path))
                        .flatMap(List::stream)
                        .toList();
            case RECORD -> {
                Schema.Field field = path.isEmpty() ? null : AvroSchemas.field(type, path.get(0));
                yield field == null ? List.of() : find(field.schema(), path.subList(1, path.size()));
            }
            case ARRAY -> path.isEmpty() ? List.of() : find(type.getElementType(), path.subList(1, path.size()));
            case MAP -> path.isEmpty() ? List.of() : find(type.getValueType(), path.subList(1, path.size()));
            default -> path.isEmpty() ? List.of(type) : List.of();
        };
    }
}
