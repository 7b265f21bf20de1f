package io.undercurrent.format.result.row;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a table.
 *
 * @param optional whether rows may have no value there
 */
public record Column(String name, Type type, boolean optional) implements Serializable {

    /** The kinds of values. */
    public enum Type {
        TEXT,
        /** Counted from 1970-01-01. */
        DAY,
        COUNT,
        NUMBER,
        FLAG
    }

    /** The columns of the table that {@code row} belongs to. */
    static List<Column> of(Row row) {
        Collected collected = new Collected(new ArrayList<>());
        row.tell(collected);
        return List.copyOf(collected.columns);
    }

    private record Collected(List<Column> columns) implements RowFields {

        @Override
        public void text(String name, String value) {
            columns.add(new Column(name, Type.TEXT, false));
        }

        @Override
        public void optionalText(String name, String value) {
            columns.add(new Column(name, Type.TEXT, true));
        }

        @Override
        public void day(String name, int value) {
            columns.add(new Column(name, Type.DAY, false));
        }

        @Override
        public void count(String name, int value) {
            columns.add(new Column(name, Type.COUNT, false));
        }

        @Override
        public void optionalCount(String name, Integer value) {
            columns.add(new Column(name, Type.COUNT, true));
        }

        @Override
        public void number(String name, double value) {
            columns.add(new Column(name, Type.NUMBER, true));
        }

        @Override
        public void flag(String name, boolean value) {
            columns.add(new Column(name, Type.FLAG, false));
        }

        @Override
        public void optionalFlag(String name, Boolean value) {
            columns.add(new Column(name, Type.FLAG, true));
        }
    }
}
