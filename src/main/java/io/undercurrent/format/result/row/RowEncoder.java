package io.undercurrent.format.result.row;

/** Rows of one table to messages. Keeps working memory between rows: one encoder serves one thread. */
public interface RowEncoder {

    /** The message of a row. */
    byte[] write(Row row);
}
