package io.undercurrent.format.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.Part;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageFrameTest {

    /** A record of Avro may begin with the bytes of a schema's id. */
    @Test
    void aMessageWhoseHeaderNamesTheSchemaHasNoIdInItsBytes() {
        byte[] message = {0, 0, 0, 0, 1, 2};
        FirstFault fault = new FirstFault();
        assertEquals(new MessageFrame(1, 5), MessageFrame.of(message, Map.of(), Part.VALUE, fault));
        Map<String, byte[]> headers = Map.of("__value_schema_id", new byte[17]);
        assertNull(MessageFrame.of(message, headers, Part.VALUE, fault));
        assertEquals(
                new Rejection(
                        Reason.NO_SCHEMA,
                        "message: expected the id of a schema as the first five bytes, but the header"
                                + " __value_schema_id has a GUID: let PrefixSchemaIdSerializer write ids where messages"
                                + " are written"),
                fault.rejection());
        assertEquals(new MessageFrame(1, 5), MessageFrame.of(message, headers, Part.KEY, new FirstFault()));
        assertTrue(MessageFrame.isPresent(new byte[] {7}, Map.of("__key_schema_id", new byte[17]), Part.KEY));
    }
}
