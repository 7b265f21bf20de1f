package io.undercurrent.format.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** Goes through the rows of a file, of which it decodes the columns that are wanted. */
final class ParquetRows implements AutoCloseable {

    private final ParquetFile file;
    private final List<ParquetColumn> columns;
    private final Object[] contents;
    private int group;
    /** Of the present part of the file. */
    private long rowsLeft;

    private long row;

    ParquetRows(ParquetFile file, List<ParquetColumn> columns) {
        this.file = file;
        this.columns = columns;
        contents = new Object[columns.size()];
    }

    /** The pages of the columns that are wanted, in one part of a file. */
    private record Part(long rows, Map<ColumnDescriptor, PageReader> pages) implements PageReadStore {

        @Override
        public PageReader getPageReader(ColumnDescriptor descriptor) {
            return pages.get(descriptor);
        }

        @Override
        public long getRowCount() {
            return rows;
        }
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws IllegalArgumentException that names the file and what is wrong with it
     */
    boolean next() {
        while (rowsLeft == 0) {
            if (group == file.groups().size()) {
                return false;
            }
            begin(file.groups().get(group++));
        }
        rowsLeft--;
        row++;
        for (int i = 0; i < contents.length; i++) {
            ParquetColumn column = columns.get(i);
            try {
                contents[i] = column.next();
            } catch (RuntimeException malformed) {
                throw wrong(column, malformed);
            }
        }
        return true;
    }

    private void begin(RowGroup part) {
        rowsLeft = part.getNum_rows();
        if (rowsLeft < 0) {
            throw file.damaged("a part of it has " + rowsLeft + " rows", null);
        }
        if (rowsLeft == 0) {
            return;
        }
        Map<ColumnDescriptor, PageReader> pages = new HashMap<>();
        for (ParquetColumn column : columns) {
            pages.put(column.descriptor(), pages(part, column.descriptor()));
        }
        MessageType schema = file.schema();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                new Part(rowsLeft, pages), new DummyRecordConverter(schema).getRootConverter(), schema, file.writer());
        for (ParquetColumn column : columns) {
            try {
                column.begin(store.getColumnReader(column.descriptor()));
            } catch (RuntimeException malformed) {
                throw wrong(column, malformed);
            }
        }
    }

    private PageReader pages(RowGroup part, ColumnDescriptor descriptor) {
        ColumnMetaData column = file.column(part, descriptor.getPath());
        if (column.getNum_values() != rowsLeft) {
            throw file.damaged(
                    "the column " + String.join("/", descriptor.getPath()) + " has " + column.getNum_values()
                            + " values for " + rowsLeft + " rows",
                    null);
        }
        try {
            return new ColumnPages(column, file.bytes(column));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.name() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private IllegalArgumentException wrong(ParquetColumn column, RuntimeException malformed) {
        if (malformed instanceof IllegalArgumentException) {
            return wrong(column, malformed.getMessage(), malformed);
        }
        Throwable cause = malformed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return file.damaged(
                "the column " + name(column) + " cannot be decoded at row " + Math.max(1, row) + ": "
                        + ParquetFile.reason(cause),
                malformed);
    }

    private IllegalArgumentException wrong(ParquetColumn column, String what, Throwable cause) {
        return new IllegalArgumentException(
                file.name() + ", row " + Math.max(1, row) + ", column " + name(column) + ": " + what, cause);
    }

    private static String name(ParquetColumn column) {
        return String.join("/", column.descriptor().getPath());
    }

    /**
     * What a mapping takes of the present row in one of the columns.
     *
     * @throws IllegalArgumentException if it takes nothing like that
     */
    Object field(int column) {
        if (contents[column] instanceof byte[]) {
            throw wrong(columns.get(column), "expected a text in UTF-8, but got other bytes", null);
        }
        return contents[column];
    }

    /** What the present row has in one of the columns, by its place among those wanted. */
    Object content(int column) {
        return contents[column];
    }

    /** The number of the present row, from 1. */
    long row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
