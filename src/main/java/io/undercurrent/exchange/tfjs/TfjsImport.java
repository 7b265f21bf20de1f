package io.undercurrent.exchange.tfjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.keras.KerasModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Makes a network of a model that TensorFlow.js wrote, or that its converter made of one of Keras. */
public final class TfjsImport {

    private static final int MOST_SHARDS = 10_000;

    private static final JsonMapper JSON = new JsonMapper();

    private TfjsImport() {}

    /**
     * The network in a {@code model.json} and the files that it names.
     *
     * @throws ImportException if it is no model of layers, it is damaged, or its network is not supported
     */
    public static ImportedNetwork read(Path file) throws IOException {
        JsonNode model;
        try {
            model = JSON.readTree(Limits.readFile(file));
        } catch (JsonProcessingException e) {
            throw new ImportException("expected JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode topology = model.path("modelTopology");
        if (model.path("format").asText().equals("graph-model") || topology.has("node")) {
            throw new ImportException(
                    "format: expected layers-model, but got graph-model, in which the layers are not told apart");
        }
        if (model.has("class_name") && model.has("config")) {
            throw new ImportException("expected a network with its weights, but got the description that Keras'"
                    + " to_json() makes, which has none: save the whole model");
        }
        if (!topology.isObject() || !model.path("weightsManifest").isArray()) {
            throw new ImportException("expected a model of TensorFlow.js, with modelTopology and weightsManifest");
        }
        Manifest manifest =
                read(model.path("weightsManifest"), file.toAbsolutePath().getParent());
        JsonNode layers = topology.has("model_config") ? topology.path("model_config") : topology;
        String keras = topology.path("keras_version").asText();
        String source = model.path("generatedBy").asText(keras.isEmpty() ? "TensorFlow.js" : "Keras " + keras);
        // Its hard sigmoid is that of Keras 2, whichever Keras a model was converted from.
        return KerasModel.build(layers, source, true, all -> manifest);
    }

    private static Manifest read(JsonNode groups, Path folder) throws IOException {
        Manifest manifest = new Manifest();
        long left = Limits.LARGEST_FILE;
        int shards = 0;
        for (JsonNode group : groups) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                if (++shards > MOST_SHARDS) {
                    throw new ImportException(
                            "weightsManifest: expected at most " + MOST_SHARDS + " files, but got more");
                }
                Path shard = shard(folder, path.asText());
                left -= Files.size(shard);
                if (left < 0) {
                    throw new ImportException(
                            "weightsManifest: expected files of at most " + Limits.LARGEST_FILE + " bytes together");
                }
                bytes.write(Limits.readFile(shard));
            }
            manifest.add(group.path("weights"), bytes.toByteArray());
        }
        return manifest;
    }

    /** A file beside the model, and in no other folder. */
    private static Path shard(Path folder, String name) throws ImportException {
        try {
            Path path = Path.of(name);
            if (name.isEmpty() || path.isAbsolute() || path.getNameCount() != 1 || name.equals("..")) {
                throw new ImportException("weightsManifest: expected files beside the model, but got '" + name + "'");
            }
            Path shard = folder.resolve(path);
            if (!Files.isRegularFile(shard, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImportException(
                        "weightsManifest: expected the file " + name + " beside the model, but there is none");
            }
            return shard;
        } catch (InvalidPathException e) {
            throw new ImportException("weightsManifest: expected the name of a file, but got '" + name + "'", e);
        }
    }
}
