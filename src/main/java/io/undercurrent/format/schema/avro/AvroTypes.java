package io.undercurrent.format.schema.avro;

import io.undercurrent.format.fields.ConnectTypes;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.fields.FieldTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return find(schema, path).flatMap(type -> {
            String logical = type.getProp("logicalType");
            String connect = type.getProp("connect.name");
            return logical != null && DATE_FORMS.containsKey(logical)
                    ? Optional.of(DATE_FORMS.get(logical))
                    : connect == null ? Optional.empty() : ConnectTypes.dateForm(connect);
        });
    }

    /** Decimals are read as numbers. */
    @Override
    public Optional<Integer> scale(List<String> path) {
        return Optional.empty();
    }

    /** The type at a place; of a union, the first that has it and is not null. */
    private static Optional<Schema> find(Schema type, List<String> path) {
        return switch (type.getType()) {
            case UNION ->
                type.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(branch -> find(branch, path))
                        .flatMap(Optional::stream)
                        .findFirst();
            case RECORD -> {
                Schema.Field field = path.isEmpty() ? null : type.getField(path.get(0));
                yield field == null ? Optional.empty() : find(field.schema(), path.subList(1, path.size()));
            }
            case ARRAY -> path.isEmpty() ? Optional.empty() : find(type.getElementType(), path.subList(1, path.size()));
            case MAP -> path.isEmpty() ? Optional.empty() : find(type.getValueType(), path.subList(1, path.size()));
            default -> path.isEmpty() ? Optional.of(type) : Optional.empty();
        };
    }
}
