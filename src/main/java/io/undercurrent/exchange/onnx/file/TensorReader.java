package io.undercurrent.exchange.onnx.file;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads constants, whose numbers stand in lists, in raw bytes, or in another file. */
final class TensorReader {

    /** Where the numbers stand. */
    private static final int EXTERNAL = 1;

    private final CodedInputStream input;
    private final Path folder;
    /** Values of all tensors so far: many may point to the same bytes of another file. */
    private long values;

    TensorReader(CodedInputStream input, Path folder) {
        this.input = input;
        this.folder = folder;
    }

    record Named(String name, TensorValue value) {}

    /** What the fields of one tensor hold. */
    private static final class Parts {
        private String name = "";
        private int type;
        private int location;
        private int axes;
        private final long[] shape = new long[Limits.MOST_AXES];
        private ByteBuffer raw;
        private final Numbers numbers = new Numbers();
        private final Map<String, String> external = new LinkedHashMap<>();
    }

    /** The tensor in a message inside of another one. */
    Named readMessage() throws IOException {
        Parts parts = new Parts();
        OnnxReader.readMessage(input, (field, tag) -> field(parts, field, tag));
        return finish(parts);
    }

    /** The tensor that the rest of the bytes holds. */
    Named read() throws IOException {
        Parts parts = new Parts();
        OnnxReader.readFields(input, (field, tag) -> field(parts, field, tag));
        return finish(parts);
    }

    private void field(Parts parts, int field, int tag) throws IOException {
        switch (field) {
            case 1 -> list(tag, WireFormat.WIRETYPE_VARINT, () -> axis(parts));
            case 2 -> parts.type = input.readInt32();
            case 3 -> throw new ImportException("tensor: expected it in one piece, but got a segment");
            case 4 -> list(tag, WireFormat.WIRETYPE_FIXED32, () -> parts.numbers.add(input.readRawLittleEndian32()));
            case 5, 7 -> list(tag, WireFormat.WIRETYPE_VARINT, () -> parts.numbers.add(input.readInt64()));
            case 8 -> parts.name = input.readStringRequireUtf8();
            case 9 -> {
                ByteString bytes = input.readBytes();
                parts.raw = bytes.asReadOnlyByteBuffer();
            }
            case 13 -> external(parts);
            case 14 -> parts.location = input.readInt32();
            default -> input.skipField(tag);
        }
    }

    private void axis(Parts parts) throws IOException {
        if (parts.axes == Limits.MOST_AXES) {
            throw new ImportException("tensor: expected at most " + Limits.MOST_AXES + " axes, but got more");
        }
        parts.shape[parts.axes++] = input.readInt64();
    }

    private void list(int tag, int wireType, OnnxReader.ElementReader element) throws IOException {
        if (WireFormat.getTagWireType(tag) == wireType) {
            element.read();
            return;
        }
        int outer = input.pushLimit(input.readRawVarint32());
        while (input.getBytesUntilLimit() > 0) {
            element.read();
        }
        input.popLimit(outer);
    }

    private void external(Parts parts) throws IOException {
        String[] entry = {"", ""};
        OnnxReader.readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> entry[0] = input.readStringRequireUtf8();
                case 2 -> entry[1] = input.readStringRequireUtf8();
                default -> input.skipField(tag);
            }
        });
        if (parts.external.size() > Limits.MOST_AXES) {
            throw new ImportException("tensor " + parts.name + ": expected a few entries on the file that holds it");
        }
        parts.external.put(entry[0], entry[1]);
    }

    private Named finish(Parts parts) throws IOException {
        String what = "tensor " + parts.name;
        long[] shape = Arrays.copyOf(parts.shape, parts.axes);
        int size = Limits.size(what, shape);
        values += size;
        if (values > Limits.MOST_VALUES) {
            throw new ImportException(
                    "model: expected at most " + Limits.MOST_VALUES + " values in all tensors, but got more");
        }
        int width = parts.type == OnnxModel.INT64 ? Long.BYTES : Float.BYTES;
        boolean understood =
                parts.type == OnnxModel.FLOAT || parts.type == OnnxModel.INT32 || parts.type == OnnxModel.INT64;
        if (!understood) {
            return new Named(parts.name, new TensorValue(shape, parts.type, new float[0], new long[0]));
        }
        if (parts.location == EXTERNAL) {
            parts.raw = readExternal(what, parts.external, (long) size * width);
        }
        if (parts.raw != null) {
            if (parts.raw.remaining() != (long) size * width) {
                throw new ImportException(what + ": expected " + (long) size * width + " bytes for its shape, but got "
                        + parts.raw.remaining());
            }
            return new Named(parts.name, fromRaw(shape, parts.type, parts.raw.order(ByteOrder.LITTLE_ENDIAN), size));
        }
        if (parts.numbers.size() != size) {
            throw new ImportException(
                    what + ": expected " + size + " values for its shape, but got " + parts.numbers.size());
        }
        return new Named(
                parts.name,
                parts.type == OnnxModel.FLOAT
                        ? new TensorValue(shape, parts.type, parts.numbers.toFloats(), new long[0])
                        : new TensorValue(shape, parts.type, new float[0], parts.numbers.toLongs()));
    }

    private static TensorValue fromRaw(long[] shape, int type, ByteBuffer raw, int size) {
        if (type == OnnxModel.FLOAT) {
            float[] floats = new float[size];
            raw.asFloatBuffer().get(floats);
            return new TensorValue(shape, type, floats, new long[0]);
        }
        long[] integers = new long[size];
        for (int i = 0; i < size; i++) {
            integers[i] = type == OnnxModel.INT64 ? raw.getLong() : raw.getInt();
        }
        return new TensorValue(shape, type, new float[0], integers);
    }

    /** The bytes of a tensor in a file beside the model, and in no other folder. */
    private ByteBuffer readExternal(String what, Map<String, String> entries, long size) throws IOException {
        String location = entries.getOrDefault("location", "");
        Path name;
        long offset;
        try {
            name = Path.of(location);
            offset = Long.parseLong(entries.getOrDefault("offset", "0"));
        } catch (IllegalArgumentException e) {
            throw new ImportException(what + ": expected the name of a file and an offset, but got " + entries, e);
        }
        if (location.isEmpty() || name.isAbsolute() || name.getNameCount() != 1 || location.equals("..")) {
            throw new ImportException(
                    what + ": expected its numbers in a file beside the model, but got '" + location + "'");
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportException(
                    what + ": its numbers are in the file " + location + ", but there is none beside the model");
        }
        long end = Files.size(file);
        if (offset < 0 || offset > end || size > end - offset) {
            throw new ImportException(what + ": expected " + size + " bytes from offset " + offset + " of " + location
                    + ", but the file has " + end);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // Reads on until all is there.
            }
        }
        if (bytes.hasRemaining()) {
            throw new ImportException(what + ": " + location + " ends too early");
        }
        return bytes.flip();
    }
}
