package io.undercurrent.format.result.row;

/** Takes the rows of a forecast or score in, one after the other. */
public interface RowTaker {

    /**
     * @param key of the message
     * @param value of the message
     */
    void add(byte[] key, byte[] value, RowPlace place);
}
