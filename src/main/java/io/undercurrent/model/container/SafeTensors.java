package io.undercurrent.model.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The container of a model file: named float tensors and text entries in the safetensors format of Hugging Face (eight
 * bytes of header length, a JSON header, then the numbers in little-endian order), readable by every safetensors tool.
 *
 * <p>The first text entry is the SHA-256 of the whole file, computed with the checksum's own digits as zeros. The bytes
 * are not trusted: checksum, header, names, types, shapes and offsets are verified before a tensor is allocated, and
 * all values must be finite.
 *
 * @param entries the text entries besides the checksum
 * @param tensors the tensors in the order of their bytes
 * @param checksum SHA-256 of the file, 64 hexadecimal digits
 */
public record SafeTensors(Map<String, String> entries, List<Tensor> tensors, String checksum) {

    /** A row-major matrix of floats. A vector has one row. */
    public record Tensor(String name, int rows, int columns, float[] values) {}

    /** Largest file accepted, in bytes, so that a file that is no model cannot exhaust the memory. */
    public static final int LARGEST_FILE = 256 << 20;

    private static final int LENGTH_BYTES = 8;
    /** Room for the keys of some hundred thousand series, whose countries a model may know. */
    private static final int LONGEST_HEADER = 16 << 20;

    private static final String CHECKSUM = "checksum";
    private static final String METADATA = "__metadata__";
    private static final int DIGITS = 64;
    private static final byte[] PREFIX =
            ("{\"" + METADATA + "\":{\"" + CHECKSUM + "\":\"").getBytes(StandardCharsets.UTF_8);
    private static final int CHECKSUM_OFFSET = LENGTH_BYTES + PREFIX.length;

    private static final ObjectReader HEADER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * The file of these entries and tensors.
     *
     * @throws IllegalArgumentException if it would be larger than {@link #read} accepts
     */
    public static byte[] write(Map<String, String> entries, List<Tensor> tensors) {
        byte[] header = header(entries, tensors);
        long size = LENGTH_BYTES + header.length + end(tensors);
        requireReadable(size);
        ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (Tensor tensor : tensors) {
            for (float value : tensor.values()) {
                file.putFloat(value);
            }
        }
        byte[] bytes = file.array();
        byte[] digits = digest(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, CHECKSUM_OFFSET, DIGITS);
        return bytes;
    }

    /**
     *
     * @param size bytes of a file
     * @throws IllegalArgumentException if there are more than {@link #read} accepts
     */
    public static void requireReadable(long size) {
        if (size > LARGEST_FILE) {
            throw new IllegalArgumentException("model: expected one whose file takes at most " + LARGEST_FILE
                    + " bytes, but it takes " + size + ": fewer units or layers make it smaller");
        }
    }

    private static long end(List<Tensor> tensors) {
        return tensors.stream()
                .mapToLong(tensor -> (long) tensor.values().length * Float.BYTES)
                .sum();
    }

    private static byte[] header(Map<String, String> entries, List<Tensor> tensors) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            json.writeStringField(CHECKSUM, "0".repeat(DIGITS));
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            long offset = 0;
            for (Tensor tensor : tensors) {
                long end = offset + (long) tensor.values().length * Float.BYTES;
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", "F32");
                writeNumbers(json, "shape", tensor.rows(), tensor.columns());
                writeNumbers(json, "data_offsets", offset, end);
                json.writeEndObject();
                offset = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The format asks for numbers aligned to eight bytes and allows spaces after the header.
        while (header.size() % LENGTH_BYTES != 0) {
            header.write(' ');
        }
        return header.toByteArray();
    }

    private static void writeNumbers(JsonGenerator json, String field, long first, long second) throws IOException {
        json.writeArrayFieldStart(field);
        json.writeNumber(first);
        json.writeNumber(second);
        json.writeEndArray();
    }

    /**
     *
     * @throws ModelFileException if anything in the bytes differs from what {@link #write} would write
     */
    public static SafeTensors read(byte[] file) throws ModelFileException {
        if (file.length > LARGEST_FILE) {
            throw new ModelFileException("size: expected at most " + LARGEST_FILE + " bytes, but there are more");
        }
        JsonNode header = readHeader(file);
        String checksum = new String(file, CHECKSUM_OFFSET, DIGITS, StandardCharsets.ISO_8859_1);
        String actual = digest(file);
        if (!actual.equals(checksum)) {
            throw new ModelFileException("checksum: the file says " + checksum + ", but its bytes give " + actual
                    + "; it was changed or damaged after it was written");
        }
        int data = LENGTH_BYTES + (int) headerLength(file);
        Map<String, String> entries = readEntries(header.get(METADATA));
        List<Tensor> tensors = new ArrayList<>();
        int offset = 0;
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (!field.getKey().equals(METADATA)) {
                Tensor tensor = readTensor(field.getKey(), field.getValue(), file, data, offset);
                offset += tensor.values().length * Float.BYTES;
                tensors.add(tensor);
            }
        }
        if (data + offset != file.length) {
            throw new ModelFileException(
                    "size: the tensors take " + offset + " bytes, but " + (file.length - data) + " follow the header");
        }
        return new SafeTensors(entries, List.copyOf(tensors), checksum);
    }

    private static long headerLength(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static JsonNode readHeader(byte[] file) throws ModelFileException {
        if (file.length >= LENGTH_BYTES && (headerLength(file) < 0 || headerLength(file) > LARGEST_FILE)) {
            throw new ModelFileException(
                    "expected a model as 'undercurrent train' writes it, but this is another file: it" + " begins with "
                            + beginning(file));
        }
        if (file.length < CHECKSUM_OFFSET + DIGITS) {
            throw new ModelFileException("size: expected a model of at least " + (CHECKSUM_OFFSET + DIGITS)
                    + " bytes, but there are " + file.length);
        }
        long length = headerLength(file);
        if (length < PREFIX.length + DIGITS || length > LONGEST_HEADER || length > file.length - LENGTH_BYTES) {
            throw new ModelFileException("header: expected a length of at most " + LONGEST_HEADER
                    + " bytes that fits the file of " + file.length + ", but got " + Long.toUnsignedString(length));
        }
        for (int i = 0; i < PREFIX.length; i++) {
            if (file[LENGTH_BYTES + i] != PREFIX[i]) {
                throw new ModelFileException("header: expected it to start with "
                        + new String(PREFIX, StandardCharsets.UTF_8) + ": not a model file of Undercurrent");
            }
        }
        try {
            JsonNode header = HEADER.readTree(file, LENGTH_BYTES, (int) length);
            if (!header.isObject() || !header.path(METADATA).isObject()) {
                throw new ModelFileException("header: expected a JSON object with an object " + METADATA);
            }
            return header;
        } catch (JsonProcessingException e) {
            throw new ModelFileException("header: not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ModelFileException("header: not readable: " + e.getMessage());
        }
    }

    /** The first bytes: as text if they are text, otherwise in hexadecimal digits. */
    private static String beginning(byte[] file) {
        String text = new String(file, 0, LENGTH_BYTES, StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(character -> character >= ' ' && character <= '~')
                ? "'" + text + "'"
                : "the bytes " + HexFormat.of().formatHex(file, 0, LENGTH_BYTES);
    }

    private static Map<String, String> readEntries(JsonNode metadata) throws ModelFileException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new ModelFileException("header: expected text in " + METADATA + "." + entry.getKey());
            }
            if (!entry.getKey().equals(CHECKSUM)) {
                entries.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return entries;
    }

    private static Tensor readTensor(String name, JsonNode entry, byte[] file, int data, int offset)
            throws ModelFileException {
        if (!entry.path("dtype").asText().equals("F32")) {
            throw new ModelFileException("tensor " + name + ": expected dtype F32, but got " + entry.path("dtype"));
        }
        int[] shape = readPair(name, entry, "shape");
        int[] offsets = readPair(name, entry, "data_offsets");
        long bytes = (long) shape[0] * shape[1] * Float.BYTES;
        if (offsets[0] != offset || offsets[1] - (long) offset != bytes || bytes > file.length - data - offset) {
            throw new ModelFileException("tensor " + name + ": expected " + bytes + " bytes for shape (" + shape[0]
                    + ", "
                    + shape[1] + ") from offset " + offset + " inside the file, but got offsets " + offsets[0] + " to "
                    + offsets[1]);
        }
        float[] values = new float[shape[0] * shape[1]];
        ByteBuffer.wrap(file, data + offset, (int) bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFileException(
                        "tensor " + name + ": expected finite numbers, but number " + i + " is " + values[i]);
            }
        }
        return new Tensor(name, shape[0], shape[1], values);
    }

    private static int[] readPair(String name, JsonNode entry, String field) throws ModelFileException {
        JsonNode pair = entry.path(field);
        if (!pair.isArray() || pair.size() != 2 || !isSize(pair.get(0)) || !isSize(pair.get(1))) {
            throw new ModelFileException("tensor " + name + ": expected two sizes in " + field + ", but got " + pair);
        }
        return new int[] {pair.get(0).intValue(), pair.get(1).intValue()};
    }

    private static boolean isSize(JsonNode number) {
        return number.isInt() && number.intValue() >= 0;
    }

    private static String digest(byte[] file) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(file, 0, CHECKSUM_OFFSET);
            sha256.update("0".repeat(DIGITS).getBytes(StandardCharsets.US_ASCII));
            sha256.update(file, CHECKSUM_OFFSET + DIGITS, file.length - CHECKSUM_OFFSET - DIGITS);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
