package io.undercurrent.format;

/** The field by which a row says of itself that it was deleted: Debezium's ExtractNewRecordState adds it where it rewrites deletes. */
public final class DeletedMark {

    public static final String FIELD = "__deleted";

    private DeletedMark() {}

    /** Whether the row was deleted. */
    public static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true");
    }

    /** Whether the row was not deleted. */
    public static boolean isFalse(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("false");
    }
}
