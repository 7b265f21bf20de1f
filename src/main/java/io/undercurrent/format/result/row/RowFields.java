package io.undercurrent.format.result.row;

/** Takes the fields of a row in the order of the columns. All rows of a table tell the same fields. */
public interface RowFields {

    void text(String name, String value);

    /**
     * @param value null for none
     */
    void optionalText(String name, String value);

    /**
     * @param value counted from 1970-01-01
     */
    void day(String name, int value);

    void count(String name, int value);

    /**
     * @param value null for none
     */
    void optionalCount(String name, Integer value);

    /**
     * @param value not finite where there is none
     */
    void number(String name, double value);

    void flag(String name, boolean value);

    /**
     * @param value null for none
     */
    void optionalFlag(String name, Boolean value);
}
