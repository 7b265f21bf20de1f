package io.undercurrent.format.fields;

import java.util.Map;

/** Puts what messages of one encoding have at chosen places into {@link Slots}. One instance serves one thread. */
public interface FieldReader {

    /**
     * Takes in a message, in place of the one before; what is wrong with it is noted.
     *
     * @param headers of the message, by their names
     * @return whether there is anything to look at
     */
    boolean read(byte[] bytes, Map<String, byte[]> headers);

    /** What the schema of the last message says. */
    FieldTypes types();
}
