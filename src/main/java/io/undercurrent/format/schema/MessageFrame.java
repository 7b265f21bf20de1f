package io.undercurrent.format.schema;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.Part;
import io.undercurrent.series.Rejection.Reason;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * Where a message names its schema: in its first bytes, a zero and an id of four bytes, as Confluent's and by default Apicurio's serialisers
 * write them; or in a header of Apicurio's.
 *
 * @param id of the schema
 * @param start of the message itself
 */
public record MessageFrame(long id, int start) {

    private static final int PREFIX_BYTES = 5;
    private static final int ID_BYTES = 4;
    private static final int HEADER_BYTES = 8;

    /** Whether the part of a message names a schema. */
    public static boolean isPresent(byte[] bytes, Map<String, byte[]> headers, Part part) {
        return headers.containsKey(header(part, "contentId"))
                || headers.containsKey(guidHeader(part))
                || bytes.length >= PREFIX_BYTES && bytes[0] == 0;
    }

    /** The frame of a part of a message; null where what is wrong with it was noted. */
    public static MessageFrame of(byte[] bytes, Map<String, byte[]> headers, Part part, FirstFault fault) {
        byte[] id = headers.get(header(part, "contentId"));
        if (id != null && (id.length == HEADER_BYTES || id.length == ID_BYTES)) {
            ByteBuffer buffer = ByteBuffer.wrap(id);
            return new MessageFrame(id.length == HEADER_BYTES ? buffer.getLong() : buffer.getInt(), 0);
        }
        if (headers.containsKey(header(part, "globalId"))) {
            fault.note(
                    Reason.NO_SCHEMA,
                    "message: expected the content id of a schema, but the header " + header(part, "globalId")
                            + " has a global id: set apicurio.registry.use-id=contentId where messages are written");
            return null;
        }
        if (headers.containsKey(guidHeader(part))) {
            // The bytes are the message alone, and those of a number may look like an id.
            fault.note(
                    Reason.NO_SCHEMA,
                    "message: expected the id of a schema as the first five bytes, but the header " + guidHeader(part)
                            + " has a GUID: let PrefixSchemaIdSerializer write ids where messages are written");
            return null;
        }
        if (bytes.length >= PREFIX_BYTES && bytes[0] == 0) {
            return new MessageFrame(ByteBuffer.wrap(bytes, 1, ID_BYTES).getInt(), PREFIX_BYTES);
        }
        fault.note(
                Reason.NO_SCHEMA,
                "message: expected a zero and the id of a schema as the first five bytes, but got "
                        + (bytes.length < PREFIX_BYTES
                                ? bytes.length + " bytes"
                                : String.format(Locale.ROOT, "0x%02x first", bytes[0])));
        return null;
    }

    /** Where Confluent's HeaderSchemaIdSerializer names a schema. */
    private static String guidHeader(Part part) {
        return "__" + part.name().toLowerCase(Locale.ROOT) + "_schema_id";
    }

    private static String header(Part part, String name) {
        return "apicurio." + part.name().toLowerCase(Locale.ROOT) + "." + name;
    }
}
