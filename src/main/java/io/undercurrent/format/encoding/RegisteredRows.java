package io.undercurrent.format.encoding;

import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.format.schema.SchemaRegistry;
import java.io.Serializable;
import java.util.Map;

/**
 * Rows in Avro whose schemas a registry has.
 *
 * @param tables by the names of their types
 */
public record RegisteredRows(Map<String, Registered> tables) implements RowEncoders {

    /** A type with the id of its schema. */
    public record Registered(RowType type, int id) implements Serializable {}

    public RegisteredRows {
        tables = Map.copyOf(tables);
    }

    /**
     * Registers the schemas of the keys and rows on a topic, as Confluent's clients name them: {@code T-key} and {@code T-value}. Waits as
     * long as the registry does not answer.
     *
     * @throws IllegalStateException if the registry refuses a schema, or the thread is interrupted
     */
    public static RegisteredRows register(SchemaRegistry registry, String topic, RowType key, RowType row) {
        return new RegisteredRows(Map.of(
                key.name(), registered(registry, topic + "-key", key),
                row.name(), registered(registry, topic + "-value", row)));
    }

    private static Registered registered(SchemaRegistry registry, String subject, RowType type) {
        return new Registered(
                type, registry.register(subject, AvroRows.schema(type).toString()));
    }

    @Override
    public RowEncoder encoder(String name) {
        Registered table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("name: expected one of " + tables.keySet() + ", but got " + name);
        }
        return new AvroRows(table.id(), table.type());
    }
}
