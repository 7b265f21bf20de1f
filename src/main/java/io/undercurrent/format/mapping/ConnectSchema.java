package io.undercurrent.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Kafka Connect's schema, which stands in each message of its JSON converter, says of fields. It is parsed once as long as its
 * bytes stay the same.
 */
final class ConnectSchema {

    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

    /** The forms of dates by the names that Connect and Debezium give to types. */
    private static final Map<String, String> DATE_FORMS = Map.of(
            "org.apache.kafka.connect.data.Date", DateReader.EPOCH_DAYS,
            "org.apache.kafka.connect.data.Timestamp", DateReader.EPOCH_MILLIS,
            "io.debezium.time.Date", DateReader.EPOCH_DAYS,
            "io.debezium.time.IsoDate", DateReader.ISO_DATE,
            "io.debezium.time.Timestamp", DateReader.EPOCH_MILLIS,
            "io.debezium.time.MicroTimestamp", DateReader.EPOCH_MICROS,
            "io.debezium.time.NanoTimestamp", DateReader.EPOCH_NANOS,
            "io.debezium.time.IsoTimestamp", DateReader.ISO_TIME,
            "io.debezium.time.ZonedTimestamp", DateReader.ISO_TIME);

    private final ObjectMapper mapper = new ObjectMapper();
    private byte[] last = new byte[0];
    private final Map<List<String>, JsonNode> types = new HashMap<>();
    private boolean present;
    private int version;

    /** Makes it ready for another message. */
    void clear() {
        present = false;
    }

    /** Takes in the schema of a message, which stands in some of its bytes and is sound JSON. */
    void note(byte[] message, int from, int to) throws IOException {
        present = true;
        if (!Arrays.equals(message, from, to, last, 0, last.length)) {
            last = Arrays.copyOfRange(message, from, to);
            version++;
            types.clear();
            collect(mapper.readTree(last), new ArrayList<>());
        }
    }

    private void collect(JsonNode type, List<String> path) {
        types.putIfAbsent(List.copyOf(path), type);
        for (JsonNode field : type.path("fields")) {
            path.add(field.path("field").asText());
            collect(field, path);
            path.remove(path.size() - 1);
        }
    }

    /** Another for each schema; 0 where the message has none. */
    int version() {
        return present ? version : 0;
    }

    /** Digits after the point of a decimal field; empty where it is none. */
    Optional<Integer> scale(List<String> path) {
        JsonNode type = type(path);
        return type.path("name").asText().equals(DECIMAL)
                ? Optional.of(type.path("parameters").path("scale").asInt())
                : Optional.empty();
    }

    /** The form of the dates of a field; empty where the type says none. */
    Optional<String> dateForm(List<String> path) {
        return Optional.ofNullable(DATE_FORMS.get(type(path).path("name").asText()));
    }

    /** Whether Connect puts another value in the place of a null. */
    boolean hasDefault(List<String> path) {
        JsonNode given = type(path).path("default");
        return !given.isMissingNode() && !given.isNull();
    }

    private JsonNode type(List<String> path) {
        return present ? types.getOrDefault(path, mapper.missingNode()) : mapper.missingNode();
    }
}
