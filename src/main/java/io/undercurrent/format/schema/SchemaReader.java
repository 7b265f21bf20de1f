package io.undercurrent.format.schema;

import io.undercurrent.format.fields.FieldTypes;
import java.util.Map;

/** Takes chosen places out of messages of one schema. */
public interface SchemaReader {

    /**
     * Fills empty slots; what is wrong is noted.
     *
     * @param from where the message begins in its bytes
     * @return whether there is anything to look at
     */
    boolean read(byte[] bytes, int from, Map<String, byte[]> headers);

    /** What the schema says of the last message. */
    FieldTypes types();
}
