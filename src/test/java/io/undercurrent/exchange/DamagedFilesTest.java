package io.undercurrent.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.undercurrent.exchange.keras.KerasImport;
import io.undercurrent.exchange.onnx.OnnxImport;
import io.undercurrent.exchange.tfjs.TfjsImport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a file, an import ends in a network or in one exception that says what is. */
class DamagedFilesTest {

    private static final int TIMES = 1_000;
    private static final long SEED = 20261128;

    private interface Import {
        ImportedNetwork read(Path file) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "onnx/torch-stateful.onnx",
        "onnx/tf2onnx-gru.onnx",
        "keras/gru.keras",
        "keras/gru.h5",
        "keras/keras2/functional.h5",
        "keras/keras2/gru.keras",
        "keras/keras1/lstm.h5",
        "tfjs/lstm-defaults/model.json",
        "tfjs/lstm-defaults/group1-shard2of4.bin"
    })
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void endInOneException(String name, @TempDir Path folder) throws IOException {
        byte[] whole = bytes(name);
        boolean json = name.endsWith(".json");
        String own = name.substring(name.lastIndexOf('/') + 1);
        for (int shard = 1; name.startsWith("tfjs/") && shard <= 4; shard++) {
            String file = "group1-shard" + shard + "of4.bin";
            Files.write(folder.resolve(file), bytes("tfjs/lstm-defaults/" + file));
        }
        Path file = folder.resolve(own);
        Path model = own.endsWith(".bin")
                ? Files.write(folder.resolve("model.json"), bytes("tfjs/lstm-defaults/model.json"))
                : file;
        Import reader = own.endsWith(".onnx")
                ? OnnxImport::read
                : name.startsWith("tfjs/") ? TfjsImport::read : KerasImport::read;
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            Random random = new Random(SEED + i);
            Files.write(file, json ? damagedText(whole, random) : damaged(whole, random));
            try {
                reader.read(model);
            } catch (ImportException told) {
                refused++;
                assertTrue(
                        told.getMessage() != null && !told.getMessage().isBlank(), "damage " + i + " has no message");
            } catch (Throwable other) {
                fail(name + ", damage " + i + " of seed " + SEED + ": " + other, other);
            }
        }
        assertTrue(refused > TIMES / 10, "only " + refused + " were refused: the damage is too small to show anything");
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream file = DamagedFilesTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    /** Some bytes changed, or a piece cut out, doubled or filled, or the end missing. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = 0; i <= random.nextInt(8); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0xFF : 0));
            case 3 -> bytes = Arrays.copyOf(bytes, at);
            case 4 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            default -> bytes = joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** As bytes, or with a value in the place of another. */
    private static byte[] damagedText(byte[] whole, Random random) {
        if (random.nextBoolean()) {
            return damaged(whole, random);
        }
        String text = new String(whole, StandardCharsets.UTF_8);
        List<String> values =
                List.of("null", "-1", "2147483647", "1e99", "[]", "{}", "\"\"", "true", "[[[[]]]]", "99999999999999");
        List<Integer> places = new java.util.ArrayList<>();
        for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
            places.add(i + 1);
        }
        int from = places.get(random.nextInt(places.size()));
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String value = values.get(random.nextInt(values.size()));
        return (text.substring(0, from) + value + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }
}
