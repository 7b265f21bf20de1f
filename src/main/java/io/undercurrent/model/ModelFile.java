package io.undercurrent.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.model.SafeTensors.Tensor;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Models as files: a safetensors container with one text entry that holds the format's version, the spec and the provenance
 * as JSON, and one tensor a weight, named after network, layer and weight, such as {@code trunk.0.recurrent_kernel}.
 */
public final class ModelFile {

    /** Raised whenever a file of the version before would be understood wrongly. */
    private static final int FORMAT_VERSION = 2;

    /** The version before {@link ScalePrior} and {@link Widening}. */
    private static final int WITHOUT_YOUTH = 1;

    private static final String ENTRY = "undercurrent";
    private static final String WIDENING = "widening";
    private static final String SPEC = "spec";
    private static final String SCALE_PRIORS = "scalePriors";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // No part may be null, elements of lists included, nor an empty text, which would become null for a number.
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private record Description(int formatVersion, ModelSpec spec, Widening widening, Provenance provenance) {}

    private ModelFile() {}

    /** Writes a model, replacing the file in one step so that nobody reads half of it. */
    public static void write(ForecastModel model, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Not a temporary file by name, which nobody but its owner could read afterwards.
        Path unfinished = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(unfinished, model.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw new IOException("model file " + file + ": cannot be written: " + failure.getMessage(), failure);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads a model.
     *
     * @throws ModelFileException if the file is not a model, damaged, or of a later format; the message names the file
     */
    public static ForecastModel read(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new ModelFileException("expected a file, but this is a folder");
            }
            long size = Files.size(file);
            if (size > SafeTensors.LARGEST_FILE) {
                throw new ModelFileException(
                        "size: expected at most " + SafeTensors.LARGEST_FILE + " bytes, but got " + size);
            }
            return fromBytes(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ModelFileException("model file " + file + ": there is no such file");
        } catch (ModelFileException e) {
            throw new ModelFileException("model file " + file + ": " + e.getMessage());
        }
    }

    /**
     * Reads a model, and of what is none no more than the largest takes.
     *
     * @param bytes to their end; not closed
     * @throws ModelFileException if they are not a model, damaged, or of a later format
     */
    public static ForecastModel read(InputStream bytes) throws IOException {
        return fromBytes(bytes.readNBytes(SafeTensors.LARGEST_FILE + 1));
    }

    /** The bytes of a model's file: for one that was read those that it was read from, otherwise what {@link #write} leaves. */
    public static byte[] toBytes(ForecastModel model) {
        return model.file().clone();
    }

    /**
     * The bytes of a model that comes from no file.
     *
     * @throws IllegalArgumentException if they are more than can be read
     */
    static byte[] serialize(ForecastModel model) {
        List<Tensor> tensors = new ArrayList<>();
        model.networks().forEach((name, network) -> {
            for (int layer = 0; layer < network.layers().size(); layer++) {
                for (Weight weight : network.layers().get(layer).weights()) {
                    String tensor = name + "." + layer + "." + weight.name();
                    tensors.add(new Tensor(tensor, weight.rows(), weight.columns(), weight.values()));
                }
            }
        });
        try {
            Description description =
                    new Description(FORMAT_VERSION, model.spec(), model.widening(), model.provenance());
            return SafeTensors.write(Map.of(ENTRY, JSON.writeValueAsString(description)), tensors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a description is always JSON", e);
        }
    }

    /** SHA-256 of the bytes of a file, in hexadecimal digits. */
    static String checksum(byte[] file) {
        try {
            return SafeTensors.read(file).checksum();
        } catch (ModelFileException e) {
            throw new IllegalArgumentException("model: cannot be stored: " + e.getMessage(), e);
        }
    }

    /**
     * The model in the bytes of a file.
     *
     * @throws ModelFileException if they are not a model, damaged, or of a later format
     */
    public static ForecastModel fromBytes(byte[] bytes) throws ModelFileException {
        SafeTensors file = SafeTensors.read(bytes);
        Description description = readDescription(file.entries().get(ENTRY));
        try {
            return build(description, file.tensors(), bytes.clone());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(e.getMessage());
        }
    }

    private static Description readDescription(String entry) throws ModelFileException {
        if (entry == null) {
            throw new ModelFileException("header: expected an entry '" + ENTRY + "': not a model of Undercurrent");
        }
        try {
            // The version comes first: what a later version wrote need not look like a description of this one.
            JsonNode description = JSON.readTree(entry);
            int version = description.path("formatVersion").asInt();
            if (version < WITHOUT_YOUTH || version > FORMAT_VERSION) {
                throw new ModelFileException(
                        "format version: expected 1 to " + FORMAT_VERSION + ", but the file has " + version);
            }
            if (version == WITHOUT_YOUTH && description.get(SPEC) instanceof ObjectNode spec) {
                spec.putArray(SCALE_PRIORS);
                ((ObjectNode) description).set(WIDENING, JSON.valueToTree(Widening.NONE));
            }
            return JSON.treeToValue(description, Description.class);
        } catch (JsonMappingException e) {
            throw new ModelFileException(place(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new ModelFileException("description: " + e.getOriginalMessage());
        }
    }

    /** What in the description is wrong, such as {@code description.spec.columns.targets[1]}. */
    private static String place(JsonMappingException wrong) {
        StringBuilder place = new StringBuilder("description");
        for (JsonMappingException.Reference step : wrong.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append('.').append(step.getFieldName());
            }
        }
        return place.toString();
    }

    private static ForecastModel build(Description description, List<Tensor> tensors, byte[] file)
            throws ModelFileException {
        ModelSpec spec = description.spec();
        Weights weights = new Weights(tensors);
        List<Layer> trunk = new ArrayList<>();
        for (int layer = 0; layer < spec.layers(); layer++) {
            String name = ForecastModel.TRUNK + "." + layer + ".";
            boolean all = true;
            trunk.add(
                    switch (spec.cell()) {
                        case SIMPLE_RNN ->
                            new SimpleRnn(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    Activation.TANH,
                                    all);
                        case GRU ->
                            new Gru(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    weights.take(name, Weight.RECURRENT_BIAS),
                                    all);
                        case LSTM ->
                            new Lstm(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    all);
                    });
        }
        Map<String, Network> networks = new LinkedHashMap<>();
        networks.put(ForecastModel.TRUNK, Network.of(Shape.sequence(WindowEncoder.daySize(spec)), trunk));
        for (String part : QuantileHead.PARTS) {
            String name = ForecastModel.HEAD + part;
            Weight kernel = weights.take(name + ".0.", Weight.KERNEL);
            Dense layer = new Dense(kernel, weights.take(name + ".0.", Weight.BIAS), Activation.LINEAR);
            networks.put(name, Network.of(Shape.vector(kernel.rows()), List.of(layer)));
        }
        weights.requireAllTaken();
        return new ForecastModel(spec, networks, description.widening(), description.provenance(), file);
    }

    /** The tensors of a file by name, each to be taken once. */
    private static final class Weights {

        private final Map<String, Tensor> left = new LinkedHashMap<>();

        Weights(List<Tensor> tensors) {
            tensors.forEach(tensor -> left.put(tensor.name(), tensor));
        }

        Weight take(String prefix, String name) throws ModelFileException {
            Tensor tensor = left.remove(prefix + name);
            if (tensor == null) {
                throw new ModelFileException("tensor " + prefix + name + ": missing");
            }
            return new Weight(name, tensor.rows(), tensor.columns(), tensor.values());
        }

        void requireAllTaken() throws ModelFileException {
            if (!left.isEmpty()) {
                throw new ModelFileException("tensors " + left.keySet() + ": not part of this kind of model");
            }
        }
    }
}
