package io.undercurrent.format.schema.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedOutputStream;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.MutatedMessages;
import io.undercurrent.format.Mutations;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.schema.JsonSchemaReader;
import io.undercurrent.format.schema.RegisteredSchema;
import io.undercurrent.series.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Messages written byte by byte as the specifications of Protobuf and of the serialisers say. */
class SchemaReadersTest {

    private static final int MUTATIONS = MutatedMessages.COUNT;
    private static final long SEED = 20250318;

    private static final String SOLD = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            import "google/type/date.proto";
            import "confluent/meta.proto";
            import "confluent/type/decimal.proto";
            import "common.proto";
            message Other { int32 none = 1; }
            message Outer {
              option (confluent.message_meta) = { doc: "a shop" };
              enum Kind { BIG = 0; SMALL = 1; }
              message Sold {
                string store = 1 [(confluent.field_meta) = { params: [{ key: "a", value: "b" }] }];
                google.protobuf.Timestamp at = 2;
                double qty = 3;
                optional int32 promotion = 4;
                oneof price { uint64 cents = 5; confluent.type.Decimal exact = 6; }
                map<string, sint32> by_hour = 7;
                repeated float temperature = 8;
                google.protobuf.DoubleValue share = 9;
                google.type.Date day = 10;
                Kind kind = 11;
                common.Place place = 12;
              }
            }
            """;

    private static final RegisteredSchema SCHEMA = new RegisteredSchema(
            RegisteredSchema.PROTOBUF,
            SOLD,
            Map.of("common.proto", "syntax = \"proto2\"; package common; message Place { required string town = 1; }"));

    private final Slots slots = new Slots();
    private final FirstFault fault = new FirstFault();

    @Test
    void readsProtobufByThePlaceOfItsMessageOrByItsName() throws IOException {
        ProtobufReader reader = new ProtobufReader(ProtobufSchemas.parse(SCHEMA), slots, fault);
        String[] fields = {
            "/store",
            "/at",
            "/qty",
            "/promotion",
            "/cents",
            "/exact",
            "/by_hour/noon",
            "/temperature/1",
            "/share",
            "/day",
            "/kind",
            "/place/town",
            "/byHour/noon",
            "/at/nanos",
            "/none"
        };
        for (String field : fields) {
            slots.add(Slots.path(field));
        }
        // Two steps: the second message, and in it the first. Apicurio: a message with the name, after its length.
        byte[] indexes = {4, 2, 0};
        byte[] name = {6, 10, 4, 'S', 'o', 'l', 'd'};
        for (byte[] frame : List.of(indexes, name)) {
            slots.clear();
            assertTrue(reader.read(message(frame), 0, Map.of()), () -> String.valueOf(fault.rejection()));
            List<String> texts = List.of(
                    "s17",
                    "1742256000",
                    "318.5",
                    "null",
                    "null",
                    "3.18",
                    "-4",
                    "1.5",
                    "0.25",
                    "2025-03-18",
                    "SMALL",
                    "Ulm",
                    "-4",
                    "7",
                    "null");
            for (int slot = 0; slot < fields.length; slot++) {
                assertEquals(texts.get(slot), String.valueOf(slots.text(slot)), fields[slot]);
            }
            assertEquals(JsonToken.VALUE_NULL, slots.token(3), "an optional number that was not set");
            assertEquals(JsonToken.VALUE_NULL, slots.token(4), "the other branch");
            assertEquals(null, slots.token(14), "no such field");
            assertEquals(Optional.of("epoch-s"), reader.types().dateForm(List.of("at")));
        }
        assertEquals(
                Optional.of(
                        "{\"store\":\"s17\",\"at\":1742256000,\"qty\":318.5,\"exact\":3.18,\"by_hour\":{\"noon\":-4},"
                                + "\"temperature\":[2.5,1.5],\"share\":0.25,\"day\":\"2025-03-18\",\"kind\":\"SMALL\","
                                + "\"place\":{\"town\":\"Ulm\"}}"),
                ProtobufText.of(ProtobufSchemas.parse(SCHEMA), message(indexes), 0));
    }

    @Test
    void knowsMomentsInsideOfListsAndMaps() {
        String rows = "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\"; message Sold { message Row {"
                + " google.protobuf.Timestamp at = 1; } repeated Row rows = 1; map<string, Row> by_shop = 2;"
                + " repeated google.protobuf.Timestamp moments = 3; }";
        ProtobufTypes types =
                new ProtobufTypes(ProtobufSchemas.parse(new RegisteredSchema(RegisteredSchema.PROTOBUF, rows, Map.of()))
                        .getMessageTypes()
                        .get(0));
        for (String field : List.of("/rows/0/at", "/by_shop/17/at", "/moments/1")) {
            assertEquals(Optional.of("epoch-s"), types.dateForm(Slots.path(field)), field);
        }
        assertEquals(Optional.empty(), types.dateForm(Slots.path("/rows/at")));
    }

    private static byte[] message(byte[] frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(frame);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, "s17");
        out.writeByteArray(2, inner(at -> {
            at.writeInt64(1, 1742256000);
            at.writeInt32(2, 7);
        }));
        out.writeDouble(3, 318.5);
        out.writeByteArray(6, inner(exact -> {
            exact.writeByteArray(1, new byte[] {1, 62});
            exact.writeInt32(3, 2);
        }));
        out.writeByteArray(7, inner(entry -> {
            entry.writeString(1, "noon");
            entry.writeSInt32(2, -4);
        }));
        out.writeByteArray(8, inner(packed -> {
            packed.writeFloatNoTag(2.5f);
            packed.writeFloatNoTag(1.5f);
        }));
        out.writeByteArray(9, inner(share -> share.writeDouble(1, 0.25)));
        out.writeByteArray(10, inner(day -> {
            day.writeInt32(1, 2025);
            day.writeInt32(2, 3);
            day.writeInt32(3, 18);
        }));
        out.writeEnum(11, 1);
        out.writeByteArray(12, inner(place -> place.writeString(1, "Ulm")));
        out.flush();
        return bytes.toByteArray();
    }

    private interface Writing {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] inner(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void everyMutationOfProtobufIsReadOrRefused() throws IOException {
        ProtobufReader reader = new ProtobufReader(ProtobufSchemas.parse(SCHEMA), slots, fault);
        List.of("/store", "/at", "/qty", "/exact", "/by_hour/noon", "/temperature/1", "/day")
                .forEach(field -> slots.add(Slots.path(field)));
        byte[] intact = message(new byte[] {4, 2, 0});
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = Mutations.mutate(intact, random);
            if (mutated == null || mutated.length == 0) {
                continue;
            }
            fault.clear();
            slots.clear();
            try {
                if (reader.read(mutated, 0, Map.of())) {
                    read++;
                    assertEquals(null, fault.rejection());
                } else {
                    refused++;
                    assertEquals(Reason.NOT_DECODABLE, fault.rejection().reason());
                }
            } catch (RuntimeException | StackOverflowError failure) {
                throw new AssertionError("seed " + SEED + ", mutation " + i, failure);
            }
        }
        assertTrue(read > MUTATIONS / 100 && refused > MUTATIONS / 100, read + " read, " + refused + " refused");
    }

    @Test
    void whatIsNoProtoFileIsNamed() {
        RegisteredSchema none = new RegisteredSchema(RegisteredSchema.PROTOBUF, "message {", Map.of());
        String message = assertThrows(IllegalArgumentException.class, () -> ProtobufSchemas.parse(none))
                .getMessage();
        assertTrue(message.startsWith("expected a .proto file, but "), message);
    }

    /** As Kafka Connect's converter writes schemas: what a type is called there stands in its title. */
    @Test
    void readsJsonAsItsSchemaSays() {
        String schema = "{\"type\":\"object\",\"properties\":{"
                + "\"day\":{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\",\"title\":\"io.debezium.time.Date\"}]},"
                + "\"qty\":{\"type\":\"string\",\"title\":\"org.apache.kafka.connect.data.Decimal\",\"connect.type\":\"bytes\","
                + "\"connect.parameters\":{\"scale\":\"2\"}},"
                + "\"inner\":{\"$ref\":\"#/definitions/Inner\"}},"
                + "\"definitions\":{\"Inner\":{\"properties\":{\"at\":{\"type\":\"string\",\"format\":\"date-time\"},"
                + "\"again\":{\"$ref\":\"#/definitions/Inner\"}}}}}";
        JsonSchemaReader reader =
                new JsonSchemaReader(new RegisteredSchema(RegisteredSchema.JSON, schema, Map.of()), slots, fault);
        int qty = slots.add(List.of("qty"));
        assertTrue(reader.read("\0\0\0\0\1{\"qty\":\"fGo=\"}".getBytes(UTF_8), 5, Map.of()));
        assertEquals("fGo=", slots.text(qty));
        assertEquals(Optional.of("epoch-days"), reader.types().dateForm(List.of("day")));
        assertEquals(Optional.of(2), reader.types().scale(List.of("qty")));
        assertEquals(Optional.of("iso-time"), reader.types().dateForm(List.of("inner", "again", "again", "at")));
        assertEquals(Optional.empty(), reader.types().dateForm(List.of("qty")));
        assertFalse(reader.read("\0\0\0\0\1{".getBytes(UTF_8), 5, Map.of()));
        assertEquals(Reason.NOT_JSON, fault.rejection().reason());
    }
}
