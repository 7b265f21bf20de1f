#!/usr/bin/env bash
# What Apicurio's Protobuf serialiser for Kafka puts between the id of the schema and the message.
#
# One would expect:  Confluent's wire format, of which its first five bytes are: a zero, the id in four bytes, and then the indexes of the
#                    message in its .proto file (a count and that many numbers, as zig-zag varints; a single 0 for the first message).
# What happens:      by default a small Protobuf message stands in their place, with a length before it and the name of the message type in
#                    field 1. The indexes come only with send-type-ref=false and send-indexes=true, for the first message of a file as
#                    02 00 (one index: zero), which Confluent's format allows but its serialisers shorten to 00.
# Why it matters:    the first five bytes say that it is Confluent's format, and the registry has the schema. A reader of that format then
#                    takes the length of the name for a count of indexes, and the name for the indexes. Who reads both has to tell
#                    them apart by the bytes.
set -euo pipefail

version=3.1.7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.apicurio</groupId>
      <artifactId>apicurio-registry-protobuf-serde-kafka</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Indexes.java <<'JAVA'
import com.google.protobuf.DescriptorProtos.*;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.apicurio.registry.resolver.client.*;
import io.apicurio.registry.serde.protobuf.ProtobufKafkaSerializer;
import java.lang.reflect.Proxy;
import java.util.*;

public class Indexes {
    public static void main(String[] args) throws Exception {
        FieldDescriptorProto store = FieldDescriptorProto.newBuilder()
                .setName("store").setNumber(1).setType(FieldDescriptorProto.Type.TYPE_STRING).build();
        FileDescriptor file = FileDescriptor.buildFrom(
                FileDescriptorProto.newBuilder()
                        .setName("shop.proto").setPackage("shop").setSyntax("proto3")
                        .addMessageType(DescriptorProto.newBuilder().setName("First").addField(store))
                        .addMessageType(DescriptorProto.newBuilder().setName("Second").addField(store))
                        .build(),
                new FileDescriptor[0]);
        for (Map<String, Object> settings : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of(
                        "apicurio.registry.serde.send-type-ref", false, "apicurio.registry.serde.send-indexes", true))) {
            for (String name : List.of("First", "Second")) {
                var type = file.findMessageTypeByName(name);
                var message = DynamicMessage.newBuilder(type).setField(type.findFieldByNumber(1), "17").build();
                var serializer = new ProtobufKafkaSerializer<DynamicMessage>(registry());
                Map<String, Object> all = new HashMap<>(settings);
                all.put("apicurio.registry.auto-register", true);
                serializer.configure(all, false);
                System.out.println((settings.isEmpty() ? "default" : "indexes") + ", " + name + ": "
                        + HexFormat.ofDelimiter(" ").formatHex(serializer.serialize("sold", message)));
            }
        }
    }

    /** A registry that gives every schema the id 5. */
    private static RegistryClientFacade registry() {
        return (RegistryClientFacade) Proxy.newProxyInstance(
                Indexes.class.getClassLoader(),
                new Class<?>[] {RegistryClientFacade.class},
                (self, method, arguments) -> method.getName().equals("createSchema")
                        ? RegistryVersionCoordinates.create(5L, 5L, "default", "sold-value", "1")
                        : method.getReturnType() == List.class ? List.of() : null);
    }
}
JAVA
output=$(java -cp "lib/*" Indexes.java 2> errors.txt) || { cat errors.txt; exit 1; }

echo "apicurio-registry-protobuf-serde-kafka $version, $(java -version 2>&1 | head -1)"
echo "$output"
expected='default, First: 00 00 00 00 05 07 0a 05 46 69 72 73 74 0a 02 31 37
default, Second: 00 00 00 00 05 08 0a 06 53 65 63 6f 6e 64 0a 02 31 37
indexes, First: 00 00 00 00 05 02 00 0a 02 31 37
indexes, Second: 00 00 00 00 05 02 02 0a 02 31 37'
if [ "$output" != "$expected" ]; then
  echo "The behaviour has changed; it was:"
  echo "$expected"
  exit 1
fi
