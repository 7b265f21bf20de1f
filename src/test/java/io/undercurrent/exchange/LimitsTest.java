package io.undercurrent.exchange;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import io.undercurrent.exchange.keras.KerasImport;
import io.undercurrent.exchange.onnx.OnnxImport;
import io.undercurrent.exchange.tfjs.TfjsImport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large, too deep or too many is refused before memory is taken for it. */
class LimitsTest {

    private static final int DEEP = 20_000;

    @TempDir
    private Path folder;

    private static byte[] bytes(String name) throws IOException {
        try (InputStream file = LimitsTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private void assertRefused(String reason, String name, byte[] file) throws IOException {
        Path path = Files.write(folder.resolve(name), file);
        assertRefused(reason, path);
    }

    private static void assertRefused(String reason, Path path) {
        String name = path.getFileName().toString();
        ImportException refused = assertThrows(ImportException.class, () -> {
            if (name.endsWith(".onnx")) {
                OnnxImport.read(path);
            } else if (name.endsWith(".json")) {
                TfjsImport.read(path);
            } else {
                KerasImport.read(path);
            }
        });
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    private static String nested(String open, String close) {
        return open.repeat(DEEP) + "1" + close.repeat(DEEP);
    }

    /** The file is as long as it says, and has no bytes on the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "model.json", "model.h5", "model.keras"})
    void files(String name) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Limits.LARGEST_FILE + 1L);
        }
        assertRefused("size: expected at most 268435456 bytes, but got 268435457", file);
    }

    private static Map<String, byte[]> archive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes("keras/gru.keras")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] packed(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file.toByteArray();
    }

    private void assertConfigRefused(String reason, String config) throws IOException {
        Map<String, byte[]> entries = archive();
        entries.put("config.json", config.getBytes(StandardCharsets.UTF_8));
        // So that the file is long enough for what it unpacks to.
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        entries.put("assets/random", random);
        assertRefused(reason, "model.keras", packed(entries));
    }

    private void assertArchiveRefused(String reason, String entry, byte[] content) throws IOException {
        Map<String, byte[]> entries = archive();
        entries.put(entry, content);
        assertRefused(reason, "model.keras", packed(entries));
    }

    @Test
    void archives() throws IOException {
        assertArchiveRefused("in config.json, but it unpacks to more", "config.json", filled((16 << 20) + 1));
        assertArchiveRefused("in model.weights.h5, but it unpacks to more", "model.weights.h5", filled(16 << 20));
        assertArchiveRefused("in assets/other, but it unpacks to more", "assets/other", filled(16 << 20));
        Map<String, byte[]> many = archive();
        for (int i = 0; i < 10_000; i++) {
            many.put("assets/" + i, new byte[0]);
        }
        assertRefused("archive: expected at most 10000 entries, but got more", "model.keras", packed(many));
    }

    @Test
    void descriptionsOfLayers() throws IOException {
        assertConfigRefused("config.json: expected JSON", nested("[", "]"));
        assertConfigRefused("config.json: expected JSON", nested("{\"config\":", "}"));
        String layer = "{\"class_name\":\"Dense\",\"config\":{}},";
        String layers = "{\"class_name\":\"Sequential\",\"config\":[" + layer.repeat(10_000)
                + layer.substring(0, layer.length() - 1) + "]}";
        assertConfigRefused("expected at most 10000 layers, but got 10001", layers);
        String twice = "{\"class_name\":\"Dense\",\"config\":{\"name\":\"dense\"}}";
        assertConfigRefused(
                "expected a name of its own for each layer, but got 'dense' again",
                "{\"class_name\":\"Sequential\",\"config\":[" + twice + "," + twice + "]}");
        String wrapped =
                "{\"class_name\":\"TimeDistributed\",\"config\":{\"layer\":".repeat(200) + "{}" + "}}".repeat(200);
        assertConfigRefused("TimeDistributed", "{\"class_name\":\"Sequential\",\"config\":[" + wrapped + "]}");
    }

    /** Bytes that are packed may become any number, and chunks that were never written are read as zeros. */
    @Test
    void arraysInHdf5() throws IOException {
        assertRefused("but they are in chunks", "model.h5", bytes("keras/packed.h5"));
        assertRefused("no more than 100 times the bytes of the file", "model.h5", bytes("keras/unwritten.h5"));
    }

    private void assertTfjsRefused(String reason, String find, String replace) throws IOException {
        for (int shard = 1; shard <= 4; shard++) {
            String name = "group1-shard" + shard + "of4.bin";
            Files.write(folder.resolve(name), bytes("tfjs/lstm-defaults/" + name));
        }
        String model = new String(bytes("tfjs/lstm-defaults/model.json"), StandardCharsets.UTF_8);
        assertTrue(model.contains(find), find);
        assertRefused(reason, "model.json", model.replace(find, replace).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void filesOfTensorFlowJs() throws IOException {
        assertRefused("expected JSON", "model.json", nested("[", "]").getBytes(StandardCharsets.UTF_8));
        assertTfjsRefused("bytes of weights, but", "\"shape\":[3,16]", "\"shape\":[3,16000000]");
        assertTfjsRefused("expected at most 67108864 values", "\"shape\":[3,16]", "\"shape\":[60000000,60000000]");
        assertTfjsRefused("expected axes of 0 to 67108864 values", "\"shape\":[3,16]", "\"shape\":[3,9999999999999]");
        assertTfjsRefused("expected at most 8 axes", "\"shape\":[3,16]", "\"shape\":[1,1,1,1,1,1,1,3,16]");
        assertTfjsRefused(
                "weightsManifest: expected at most 10000 files",
                "\"group1-shard1of4.bin\"",
                "\"group1-shard1of4.bin\",".repeat(10_000) + "\"group1-shard1of4.bin\"");
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** A model with one graph, field 7. */
    private static byte[] model(Fields graph) throws IOException {
        byte[] inside = message(graph);
        return message(out -> out.writeByteArray(7, inside));
    }

    @Test
    void graphs() throws IOException {
        byte[] node = message(out -> out.writeString(4, "Relu"));
        assertRefused("graph: expected at most 10000 nodes", "model.onnx", model(out -> {
            for (int i = 0; i <= 10_000; i++) {
                out.writeByteArray(1, node);
            }
        }));
        byte[] names = message(out -> {
            for (int i = 0; i <= 1_000_000; i++) {
                out.writeString(1, "");
            }
        });
        assertRefused(
                "expected at most 1000000 names and attributes",
                "model.onnx",
                model(out -> out.writeByteArray(1, names)));
        // A tensor that says to be large, and has no numbers.
        byte[] large = message(out -> {
            out.writeInt64(1, 60_000);
            out.writeInt64(1, 60_000);
            out.writeInt32(2, 1);
        });
        assertRefused("expected at most 67108864 values", "model.onnx", model(out -> out.writeByteArray(5, large)));
        byte[] axes = message(out -> {
            for (int i = 0; i < 9; i++) {
                out.writeInt64(1, 1);
            }
        });
        assertRefused("tensor: expected at most 8 axes", "model.onnx", model(out -> out.writeByteArray(5, axes)));
    }

    /** A message that says to be longer than the file, and groups of fields one inside the other. */
    @Test
    void messages() throws IOException {
        byte[] longer = message(out -> {
            out.writeTag(7, 2);
            out.writeUInt32NoTag(Integer.MAX_VALUE);
        });
        assertRefused("expected a model in the format of ONNX", "model.onnx", longer);
        byte[] groups = message(out -> {
            for (int i = 0; i < DEEP; i++) {
                out.writeTag(100, 3);
            }
        });
        assertRefused("expected a model in the format of ONNX", "model.onnx", groups);
    }
}
