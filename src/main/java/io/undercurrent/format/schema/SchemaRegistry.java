package io.undercurrent.format.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of a registry by their ids, through the few calls of Confluent's REST API that are needed, which Apicurio and others offer
 * too. A schema never changes and is asked for once. One thread's.
 */
public final class SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SHORTEST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNUSABLE = 422;
    private static final int OK = 200;

    /** By which the API says that a schema or a subject is unknown; without it, the address is. */
    private static final int UNKNOWN_SCHEMA = 40403;

    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    /** How long an unknown schema stays unknown: one of several registries may learn of it late. */
    private static final long UNKNOWN_NANOS = Duration.ofSeconds(10).toNanos();

    /** How long a silent registry is let alone by those who do not wait. */
    private static final long SILENT_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int MOST_KEPT = 10_000;
    private static final int MOST_REFERENCES = 1_000;

    private final RegistryOptions options;
    private final RegistryNews news;
    private final HttpClient client;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Long, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private boolean waiting;
    /** When it was last found that there is no answer to those who do not wait; 0 where there was. */
    private long silentSince;

    private record Known(Optional<RegisteredSchema> schema, long since) {
        boolean isCurrent() {
            return schema.isPresent() || System.nanoTime() - since < UNKNOWN_NANOS;
        }
    }

    /** The registry gave no answer of use. */
    private static final class SilentException extends Exception {
        SilentException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }

    public SchemaRegistry(RegistryOptions options, RegistryNews news) {
        this.options = options;
        this.news = news;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        options.tls().ifPresent(builder::sslContext);
        client = builder.build();
    }

    /**
     * The schema of an id; empty where the registry knows none. Waits as long as the registry does not answer.
     *
     * @throws IllegalStateException if the thread is interrupted meanwhile
     */
    public Optional<RegisteredSchema> schema(long id) {
        Known before = known.get(id);
        if (before != null && before.isCurrent()) {
            return before.schema;
        }
        return await(() -> ask(id));
    }

    /**
     * Registers an Avro schema, unless it is there already, so that an account that may only read will do then. Waits as long as the
     * registry does not answer.
     *
     * @return its id
     * @throws IllegalStateException if the registry refuses it, or the thread is interrupted meanwhile
     */
    public int register(String subject, String schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        String body = mapper.createObjectNode().put("schema", schema).toString();
        return await(() -> {
            Optional<JsonNode> before = request(path, body);
            Optional<JsonNode> answer = before.isPresent() ? before : request(path + "/versions", body);
            return answer.filter(found -> found.path("id").isInt())
                    .orElseThrow(() -> new SilentException("no id of a schema came from " + path, null))
                    .path("id")
                    .intValue();
        });
    }

    private interface Call<T> {
        T answer() throws SilentException;
    }

    private <T> T await(Call<T> call) {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (true) {
            try {
                T answer = call.answer();
                answers();
                return answer;
            } catch (SilentException silent) {
                waits(silent);
                pause(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** The schema of an id, if the registry knows it and answers now. */
    public Optional<RegisteredSchema> schemaIfAnswered(long id) {
        Known before = known.get(id);
        if (before != null && before.isCurrent()) {
            return before.schema;
        }
        if (silentSince != 0 && System.nanoTime() - silentSince < SILENT_NANOS) {
            return Optional.empty();
        }
        try {
            silentSince = 0;
            return ask(id);
        } catch (SilentException silent) {
            silentSince = System.nanoTime();
            return Optional.empty();
        }
    }

    /** What keeps the registry from answering; empty where it answers. */
    public Optional<String> problem() {
        try {
            get("/schemas/types");
            return Optional.empty();
        } catch (SilentException silent) {
            return Optional.of(silent.getMessage());
        }
    }

    private Optional<RegisteredSchema> ask(long id) throws SilentException {
        Optional<JsonNode> found = get("/schemas/ids/" + id);
        Optional<RegisteredSchema> schema = Optional.empty();
        if (found.isPresent()) {
            Map<String, String> references = new LinkedHashMap<>();
            collect(found.get(), references);
            schema = Optional.of(new RegisteredSchema(
                    found.get().path("schemaType").asText(RegisteredSchema.AVRO),
                    found.get().path("schema").asText(),
                    references));
        }
        known.put(id, new Known(schema, System.nanoTime()));
        return schema;
    }

    /** Adds what a schema refers to, each after what it refers to itself. */
    private void collect(JsonNode schema, Map<String, String> references) throws SilentException {
        for (JsonNode reference : schema.path("references")) {
            String name = reference.path("name").asText();
            String subject = reference.path("subject").asText();
            String version = reference.path("version").asText();
            if (references.containsKey(name) || references.size() >= MOST_REFERENCES) {
                continue;
            }
            // First the name, so that schemas that refer to each other come to an end.
            references.put(name, "");
            Optional<JsonNode> found =
                    get("/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions/" + version);
            if (found.isPresent()) {
                collect(found.get(), references);
                references.remove(name);
                references.put(name, found.get().path("schema").asText());
            }
        }
    }

    private Optional<JsonNode> get(String path) throws SilentException {
        return request(path, null);
    }

    /**
     * What the registry answers; empty where it says that it has nothing.
     *
     * @param body to post; null to get
     */
    private Optional<JsonNode> request(String path, String body) throws SilentException {
        SilentException last = null;
        for (URI address : options.addresses()) {
            try {
                return request(address, path, body);
            } catch (SilentException silent) {
                last = silent;
            }
        }
        throw last;
    }

    private Optional<JsonNode> request(URI address, String path, String posted) throws SilentException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Accept", TYPE + ", application/json");
        if (posted != null) {
            request.header("Content-Type", TYPE).POST(BodyPublishers.ofString(posted));
        }
        options.authorization().ifPresent(login -> request.header("Authorization", login));
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode body = json(response.body());
            if (response.statusCode() == OK && !body.isMissingNode()) {
                return Optional.of(body);
            }
            if (response.statusCode() == NOT_FOUND && body.path("error_code").asInt() / 100 == UNKNOWN_SCHEMA / 100) {
                return Optional.empty();
            }
            if (posted != null && (response.statusCode() == CONFLICT || response.statusCode() == UNUSABLE)) {
                throw new IllegalStateException("The schema registry refuses the schema that was sent to " + address
                        + path + ": " + body.path("message").asText());
            }
            throw new SilentException(
                    address + path + " answers with status " + response.statusCode()
                            + (response.statusCode() == OK ? ", but not with JSON" : ""),
                    null);
        } catch (IOException failure) {
            throw new SilentException(address + " does not answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private JsonNode json(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException none) {
            return mapper.missingNode();
        }
    }

    private void waits(SilentException silent) {
        if (!waiting) {
            waiting = true;
            LOG.warn("Messages wait for the schema registry: {}", silent.getMessage());
            news.waits(silent.getMessage());
        }
    }

    private void answers() {
        if (waiting) {
            waiting = false;
            LOG.info("The schema registry answers again");
            news.answers();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the schema registry", interrupted);
    }
}
