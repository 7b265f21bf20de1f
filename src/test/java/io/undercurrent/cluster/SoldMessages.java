package io.undercurrent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TimestampProto;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Sales of a store in messages with schemas, as serialisers of others write them. */
final class SoldMessages {

    static final int DAYS = 20;

    /** Of those in Avro. */
    static final String SOLD = """
            {"type":"record","name":"Sold","fields":[
              {"name":"store","type":"string"},
              {"name":"item","type":"int"},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"qty","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"promotion","type":["null","boolean"]}]}
            """;

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private SoldMessages() {}

    static List<GenericRecord> avro(String store) {
        List<GenericRecord> messages = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            Boolean promotion = day % 2 == 0 ? null : true;
            messages.add(sold(store, (int) FIRST.toEpochDay() + day, BigDecimal.valueOf(100 + day), promotion));
        }
        return messages;
    }

    static GenericRecord sold(String store, int day, BigDecimal qty, Boolean promotion) {
        GenericRecord sold = new GenericData.Record(new Schema.Parser().parse(SOLD));
        sold.put("store", store);
        sold.put("item", 7);
        sold.put("day", day);
        sold.put("qty", ByteBuffer.wrap(qty.setScale(2).unscaledValue().toByteArray()));
        sold.put("promotion", promotion);
        return sold;
    }

    static List<DynamicMessage> protobuf(String store) throws DescriptorValidationException {
        DescriptorProto message = DescriptorProto.newBuilder()
                .setName("Sold")
                .addField(field("store", 1, Type.TYPE_STRING))
                .addField(field("item", 2, Type.TYPE_INT32))
                .addField(field("day", 3, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Timestamp"))
                .addField(field("qty", 4, Type.TYPE_DOUBLE))
                .build();
        Descriptor type = FileDescriptor.buildFrom(
                        FileDescriptorProto.newBuilder()
                                .setName("sold.proto")
                                .setPackage("shop")
                                .setSyntax("proto3")
                                .addDependency("google/protobuf/timestamp.proto")
                                .addMessageType(DescriptorProto.newBuilder().setName("Other"))
                                .addMessageType(message)
                                .build(),
                        new FileDescriptor[] {TimestampProto.getDescriptor()})
                .findMessageTypeByName("Sold");
        List<DynamicMessage> messages = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            messages.add(DynamicMessage.newBuilder(type)
                    .setField(type.findFieldByNumber(1), store)
                    .setField(type.findFieldByNumber(2), 7)
                    .setField(
                            type.findFieldByNumber(3),
                            Timestamp.newBuilder()
                                    .setSeconds(
                                            FIRST.plusDays(day).atTime(12, 0).toEpochSecond(ZoneOffset.UTC))
                                    .build())
                    .setField(type.findFieldByNumber(4), 100.0 + day)
                    .build());
        }
        return messages;
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
    }

    /** JSON behind the id of its schema, as Confluent's serialiser writes it. */
    static List<byte[]> json(RegistryProcess registry, String store) throws IOException {
        int id = registry.register(
                "json-value",
                "{\"schemaType\":\"JSON\",\"schema\":\"{\\\"properties\\\":{\\\"day\\\":{\\\"type\\\":\\\"integer\\\","
                        + "\\\"title\\\":\\\"org.apache.kafka.connect.data.Date\\\"}}}\"}");
        List<byte[]> messages = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            byte[] json = ("{\"store\":\"" + store + "\",\"item\":7,\"day\":" + (FIRST.toEpochDay() + day)
                            + ",\"qty\":100}")
                    .getBytes(UTF_8);
            messages.add(ByteBuffer.allocate(5 + json.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(json)
                    .array());
        }
        return messages;
    }

    /**
     * Makes one of Apicurio's serialisers ready.
     *
     * @param headers whether the id of the schema goes into a header
     */
    static <T> Serializer<T> configured(RegistryProcess registry, Serializer<T> serializer, boolean headers) {
        serializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry.uri("/apis/registry/v2").toString(),
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.artifact.group-id",
                        serializer.getClass().getSimpleName(),
                        "apicurio.registry.headers.enabled",
                        headers),
                false);
        return serializer;
    }
}
