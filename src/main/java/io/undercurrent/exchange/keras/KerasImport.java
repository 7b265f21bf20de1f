package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Makes a network of a file that Keras wrote. */
public final class KerasImport {

    private static final String METADATA = "metadata.json";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";

    /** Bytes of a description. */
    private static final int LONGEST_TEXT = 16 << 20;

    /** How many bytes a packed one may become: weights hardly shrink, and texts to a tenth or so. */
    private static final int MOST_UNPACKED = 100;

    private static final int MOST_ENTRIES = 10_000;

    /** From this version on hard_sigmoid is x/6 + 0.5. */
    private static final int WITH_FLAT_HARD_SIGMOID = 3;

    private static final JsonMapper JSON = new JsonMapper();

    private KerasImport() {}

    /**
     * The network in a file.
     *
     * @throws ImportException if Keras did not write the file, it is damaged, or its network is not supported
     */
    public static ImportedNetwork read(Path file) throws IOException {
        return of(Limits.readFile(file));
    }

    static ImportedNetwork of(byte[] file) throws IOException {
        boolean archive = file.length > 1 && file[0] == 'P' && file[1] == 'K';
        if (!archive && !HdfContainer.begins(file)) {
            throw new ImportException("expected a file of Keras, an archive or HDF5, but this is neither");
        }
        return archive ? archived(file) : legacy(file);
    }

    private static ImportedNetwork archived(byte[] file) throws IOException {
        Map<String, byte[]> entries = unpack(file);
        for (String name : new String[] {METADATA, CONFIG, WEIGHTS}) {
            if (!entries.containsKey(name)) {
                throw new ImportException("expected " + name + " in the archive, but it is not there");
            }
        }
        String version =
                json(METADATA, entries.get(METADATA)).path("keras_version").asText();
        JsonNode model = json(CONFIG, entries.get(CONFIG));
        try (HdfContainer weights = HdfContainer.of(entries.get(WEIGHTS))) {
            return KerasModel.build(
                    model, "Keras " + version, isSteep(version), all -> new ArchivedWeights(weights, all));
        }
    }

    private static Map<String, byte[]> unpack(byte[] file) throws IOException {
        Set<String> wanted = Set.of(METADATA, CONFIG, WEIGHTS);
        Map<String, byte[]> entries = new HashMap<>();
        long most = Math.min(Limits.LARGEST_FILE, (long) MOST_UNPACKED * file.length);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            int count = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++count > MOST_ENTRIES) {
                    throw new ImportException("archive: expected at most " + MOST_ENTRIES + " entries, but got more");
                }
                // What is not wanted is unpacked too, to get past it.
                long limit =
                        wanted.contains(entry.getName()) && !entry.getName().equals(WEIGHTS)
                                ? Math.min(most, LONGEST_TEXT)
                                : most;
                byte[] bytes = zip.readNBytes((int) limit + 1);
                if (bytes.length > limit) {
                    throw new ImportException("archive: expected at most " + limit + " bytes in " + entry.getName()
                            + ", but it unpacks to more");
                }
                most -= bytes.length;
                if (wanted.contains(entry.getName())) {
                    entries.put(entry.getName(), bytes);
                }
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException damaged) {
            throw new ImportException("archive: damaged: " + damaged.getMessage(), damaged);
        }
        return entries;
    }

    private static ImportedNetwork legacy(byte[] file) throws IOException {
        try (HdfContainer container = HdfContainer.of(file)) {
            String config = container.text("/", "model_config");
            if (config == null) {
                throw new ImportException(
                        "expected the attribute model_config, which says what the layers are, but the file has"
                                + " weights alone: save the whole model");
            }
            String version = container.text("/", "keras_version");
            // Keras 1 up to 1.1 did not write it.
            String known = version == null ? "1" : version;
            JsonNode model = json("model_config", config.getBytes(StandardCharsets.UTF_8));
            return KerasModel.build(
                    model, "Keras " + known, isSteep(known), all -> new LegacyWeights(container, "model_weights"));
        }
    }

    private static boolean isSteep(String version) throws ImportException {
        try {
            return Integer.parseInt(version.split("[.]")[0]) < WITH_FLAT_HARD_SIGMOID;
        } catch (NumberFormatException e) {
            throw new ImportException("keras_version: expected a version such as 2.3.1, but got '" + version + "'", e);
        }
    }

    private static JsonNode json(String what, byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ImportException(what + ": expected JSON: " + e.getOriginalMessage(), e);
        }
    }
}
