package io.undercurrent.format.schema.protobuf;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.undercurrent.format.schema.RegisteredSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of Protobuf, which a registry has as the text of {@code .proto} files. What cannot be found of what they import is left out. */
public final class ProtobufSchemas {

    private static final String MAIN = "message.proto";

    /** Files that Confluent's registry takes for known, as far as their types matter here. */
    private static final Map<String, String> KNOWN = Map.of(
            "google/type/date.proto",
            "syntax = \"proto3\"; package google.type; message Date { int32 year = 1; int32 month = 2; int32 day = 3; }",
            "confluent/type/decimal.proto",
            "syntax = \"proto3\"; package confluent.type; message Decimal { bytes value = 1; uint32 precision = 2;"
                    + " int32 scale = 3; }");

    private final Map<String, String> texts = new HashMap<>(KNOWN);
    private final Map<String, FileDescriptor> built = new HashMap<>();

    private ProtobufSchemas(RegisteredSchema schema) {
        texts.putAll(schema.references());
        texts.put(MAIN, schema.text());
        for (FileDescriptor file :
                List.of(DurationProto.getDescriptor(), TimestampProto.getDescriptor(), WrappersProto.getDescriptor())) {
            built.put(file.getName(), file);
        }
    }

    /**
     * The file of a schema.
     *
     * @throws IllegalArgumentException if it or one that it uses is none
     */
    public static FileDescriptor parse(RegisteredSchema schema) {
        try {
            return new ProtobufSchemas(schema).file(MAIN);
        } catch (RuntimeException | StackOverflowError | DescriptorValidationException unusable) {
            throw new IllegalArgumentException("expected a .proto file, but " + unusable.getMessage(), unusable);
        }
    }

    private FileDescriptor file(String name) throws DescriptorValidationException {
        ProtoFileElement file = ProtoParser.Companion.parse(Location.get(name), texts.remove(name));
        List<FileDescriptor> imports = new ArrayList<>();
        for (List<String> names : List.of(file.getImports(), file.getPublicImports())) {
            for (String imported : names) {
                if (!built.containsKey(imported) && texts.containsKey(imported)) {
                    file(imported);
                }
                if (built.containsKey(imported)) {
                    imports.add(built.get(imported));
                }
            }
        }
        FileDescriptor descriptor = FileDescriptor.buildFrom(
                new ProtobufFile(name, file).descriptor(), imports.toArray(FileDescriptor[]::new), true);
        built.put(name, descriptor);
        return descriptor;
    }
}
