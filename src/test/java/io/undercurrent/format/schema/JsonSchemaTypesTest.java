package io.undercurrent.format.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonSchemaTypesTest {

    /** Each level doubles the ways to the next; what they lead to is the same. */
    @Test
    @Timeout(10)
    void schemasThatReferToThemselvesTakeNoLongerThanOthers() {
        JsonSchemaTypes types =
                new JsonSchemaTypes("{\"properties\":{\"date\":{\"$ref\":\"#/definitions/a\"}},\"definitions\":{"
                        + "\"a\":{\"anyOf\":[{\"$ref\":\"#/definitions/b\"},{\"$ref\":\"#/definitions/b\"},"
                        + "{\"$ref\":\"#/definitions/b\"},{\"format\":\"date\"}]},"
                        + "\"b\":{\"anyOf\":[{\"$ref\":\"#/definitions/a\"},{\"$ref\":\"#/definitions/a\"}]}}}");
        assertEquals(Optional.of("iso-date"), types.dateForm(List.of("date")));
        assertEquals(Optional.empty(), types.scale(List.of("date")));
    }
}
