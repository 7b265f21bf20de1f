package io.undercurrent.format.schema.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which message of a file it is, and where its bytes begin. Confluent's serialiser writes the places of the message and of those around it in
 * their files; Apicurio's by default writes the name instead, in a message of its own that has a length before it.
 */
record ProtobufFrame(Descriptor type, int start) {

    /** The tag of the first field, and that it has a length. */
    private static final byte NAME = 10;

    private static final int MOST_INDEXES = 100;

    /**
     * @throws IOException if the bytes name no message of the file
     */
    static ProtobufFrame of(FileDescriptor file, byte[] bytes, int from) throws IOException {
        ProtobufFrame named = named(file, bytes, from);
        return named == null ? indexed(file, bytes, from) : named;
    }

    private static ProtobufFrame named(FileDescriptor file, byte[] bytes, int from) {
        int start = from + 3;
        if (bytes.length < start || bytes[from + 1] != NAME || bytes[from] != bytes[from + 2] + 2) {
            return null;
        }
        int length = bytes[from + 2];
        if (length < 1 || bytes.length < start + length) {
            return null;
        }
        Descriptor type = find(file.getMessageTypes(), new String(bytes, start, length, StandardCharsets.UTF_8));
        return type == null ? null : new ProtobufFrame(type, start + length);
    }

    private static Descriptor find(List<Descriptor> types, String name) {
        for (Descriptor type : types) {
            if (type.getName().equals(name)) {
                return type;
            }
        }
        for (Descriptor type : types) {
            Descriptor inner = find(type.getNestedTypes(), name);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    private static ProtobufFrame indexed(FileDescriptor file, byte[] bytes, int from) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, bytes.length - from);
        int count = in.readSInt32();
        if (count < 0 || count > MOST_INDEXES) {
            throw new IOException("expected the place of a message in its file, but got " + count + " places");
        }
        // A zero alone stands for the first message.
        Descriptor type = at(file.getMessageTypes(), count == 0 ? 0 : in.readSInt32());
        for (int i = 1; i < count; i++) {
            type = at(type.getNestedTypes(), in.readSInt32());
        }
        return new ProtobufFrame(type, from + in.getTotalBytesRead());
    }

    private static Descriptor at(List<Descriptor> types, int index) throws IOException {
        if (index < 0 || index >= types.size()) {
            throw new IOException("expected one of " + types.size() + " messages, but got place " + index);
        }
        return types.get(index);
    }
}
