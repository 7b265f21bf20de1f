package io.undercurrent.format.result.row;

import java.io.Serializable;
import java.util.List;

/**
 * What the rows of a table, or their keys, have.
 *
 * @param name of the type, such as {@code io.undercurrent.Forecast}
 * @param columns in their order
 */
public record RowType(String name, List<Column> columns) implements Serializable {

    public RowType {
        columns = List.copyOf(columns);
    }

    /** The type that {@code row} is of. */
    public static RowType of(String name, Row row) {
        return new RowType(name, Column.of(row));
    }
}
