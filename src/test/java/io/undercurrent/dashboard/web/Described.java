package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;

/** Bodies of requests and answers beside what the description of the API says of them. */
public final class Described {

    private Described() {}

    /** The schema is one of the document, which its references stay within. */
    public static void assertFits(String schema, JsonNode body, JsonNode document) {
        assertEquals(List.of(), wrong(schema, body, document), body::toString);
    }

    /** Where a body differs from its schema. */
    public static List<String> wrong(String schema, JsonNode body, JsonNode document) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", "#/components/schemas/" + schema);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(root)
                .validate(body, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
