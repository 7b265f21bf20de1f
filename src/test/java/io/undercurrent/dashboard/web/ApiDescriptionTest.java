package io.undercurrent.dashboard.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openapiparser.OpenApiParser;
import io.openapiparser.OpenApiResult;
import io.openapiparser.ValidationError;
import io.openapiprocessor.jackson.JacksonConverter;
import io.openapiprocessor.jsonschema.reader.UriReader;
import io.openapiprocessor.jsonschema.schema.DocumentLoader;
import io.openapiprocessor.jsonschema.schema.DocumentStore;
import io.openapiprocessor.jsonschema.schema.SchemaStore;
import io.openapiprocessor.jsonschema.validator.Validator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of what programs get from the page's server, and that the server does what it says. */
class ApiDescriptionTest {

    private static ServedBoard served;

    @BeforeAll
    static void start() {
        served = new ServedBoard();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theDescriptionIsOpenApi() throws Exception {
        String document = served.send("GET", "/api/openapi.json").body();
        assertEquals(List.of(), wrongIn(document));
        assertFalse(wrongIn(document.replace("\"in\": \"query\"", "\"in\": \"question\""))
                .isEmpty());
    }

    private static List<String> wrongIn(String document) throws Exception {
        DocumentLoader loader = new DocumentLoader(new UriReader(), new JacksonConverter());
        OpenApiResult parsed = new OpenApiParser(new DocumentStore(), loader)
                .parse(URI.create("memory:/openapi.json"), ServedBoard.JSON.readValue(document, Object.class));
        SchemaStore schemas = new SchemaStore(loader);
        schemas.registerDraft202012();
        return parsed.validate(new Validator(), schemas)
                ? List.of()
                : parsed.getValidationErrors().stream()
                        .map(ValidationError::getText)
                        .toList();
    }

    /** All that is documented is there, and what is there is as documented. */
    @Test
    void answersAreAsTheDescriptionSays() throws Exception {
        JsonNode document = served.get("/api/openapi.json");
        List<String> paths = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        assertEquals(8, paths.size());
        for (String path : paths) {
            JsonNode operation = document.get("paths").get(path).get("get");
            JsonNode ok = operation.get("responses").get("200").get("content");
            String here = path.replace("{key}", "store-1");

            HttpResponse<String> json = served.send("GET", here);
            assertEquals(200, json.statusCode(), json.body());
            assertEquals("application/json", ServedBoard.type(json));
            String schema = ok.get("application/json").get("schema").get("$ref").asText();
            Described.assertFits(
                    schema.substring(schema.lastIndexOf('/') + 1), ServedBoard.JSON.readTree(json.body()), document);

            HttpResponse<String> csv = served.send("GET", here, "Accept", "text/csv");
            assertEquals("text/csv; charset=utf-8; header=present", ServedBoard.type(csv));
            String example = ok.get("text/csv").get("example").asText();
            assertEquals(example.lines().findFirst(), csv.body().lines().findFirst());
            assertTrue(csv.body().lines().count() > 1, csv.body());

            HttpResponse<String> head = served.send("HEAD", here);
            assertEquals(200, head.statusCode());
            assertEquals("", head.body());

            assertDocumented(operation, document, 405, served.send("DELETE", here));
            assertDocumented(operation, document, 406, served.send("GET", here, "Accept", "image/png"));
            HttpResponse<String> unknown = served.send("GET", here + "?colour=red");
            assertDocumented(operation, document, 400, unknown);
            assertEquals(
                    parameters(operation, document),
                    ServedBoard.JSON.readTree(unknown.body()).get("expected").asText());
            if (path.contains("{key}")) {
                assertDocumented(operation, document, 404, served.send("GET", path.replace("{key}", "nothing")));
            }
        }
    }

    private static void assertDocumented(JsonNode operation, JsonNode document, int status, HttpResponse<String> answer)
            throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(operation.get("responses").has(Integer.toString(status)), status + " of " + operation);
        assertEquals("application/problem+json", ServedBoard.type(answer));
        JsonNode problem = ServedBoard.JSON.readTree(answer.body());
        Described.assertFits("Problem", problem, document);
        assertEquals(status, problem.get("status").asInt());
    }

    /** What the server says when it gets a parameter that it does not know. */
    private static String parameters(JsonNode operation, JsonNode document) {
        List<String> names = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = document.at(reference.get("$ref").asText().substring(1));
            if (parameter.get("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
            }
        }
        return names.isEmpty() ? "no parameter" : "one of " + String.join(", ", names);
    }
}
