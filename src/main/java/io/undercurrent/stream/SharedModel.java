package io.undercurrent.stream;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.stream.record.Successor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A serialisable model for Flink tasks: serialised as the bytes of its file, and built once in each JVM. */
public final class SharedModel implements Serializable {

    private static final Map<Content, WeakReference<ForecastModel>> BUILT = new HashMap<>();
    private static final Map<String, WeakReference<ForecastModel>> NAMED = new HashMap<>();

    private final byte[] file;
    private final String location;

    private SharedModel(byte[] file, String location) {
        this.file = file;
        this.location = location;
    }

    /** A model that was not read from a file; its location in messages is its own name. */
    public static SharedModel of(ForecastModel model) {
        return of(model, model.id());
    }

    /**
     * @param location of the file that the model was read from, for messages
     */
    public static SharedModel of(ForecastModel model, String location) {
        return new SharedModel(ModelFile.toBytes(model), location);
    }

    /**
     * Reads a model file. If the location is a URI, it is read through the file systems of Flink.
     *
     * @param location a path of this machine, or a URI that Flink can read
     * @throws ModelFileException if the file is not a model, damaged, or of a later format; the message names the file
     */
    public static SharedModel read(String location) throws IOException {
        return of(isUri(location) ? readThroughFlink(location) : ModelFile.read(Path.of(location)), location);
    }

    /** Whether a location is a URI and not a path of this machine. */
    public static boolean isUri(String location) {
        return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    private static ForecastModel readThroughFlink(String location) throws IOException {
        URI uri = URI.create(location);
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(uri);
        try (InputStream bytes = path.getFileSystem().open(path)) {
            return ModelFile.read(bytes);
        } catch (ModelFileException damaged) {
            throw new ModelFileException("model file " + uri + ": " + damaged.getMessage());
        }
    }

    /** The model of a file that was read before. */
    static SharedModel of(Successor successor) {
        return new SharedModel(successor.file(), successor.location());
    }

    /** Where the model comes from. */
    public String location() {
        return location;
    }

    /** The model, the same one for all tasks of this JVM. */
    public ForecastModel get() {
        synchronized (BUILT) {
            BUILT.values().removeIf(reference -> reference.get() == null);
            WeakReference<ForecastModel> known = BUILT.get(new Content(file));
            ForecastModel model = known == null ? null : known.get();
            if (model == null) {
                model = build();
                BUILT.put(new Content(file), new WeakReference<>(model));
                NAMED.values().removeIf(reference -> reference.get() == null);
                NAMED.put(model.checksum(), new WeakReference<>(model));
            }
            return model;
        }
    }

    /**
     * The model of a file, as long as this or another task of this JVM holds it.
     *
     * @param checksum of the file
     */
    static ForecastModel named(String checksum) {
        synchronized (BUILT) {
            WeakReference<ForecastModel> known = NAMED.get(checksum);
            ForecastModel model = known == null ? null : known.get();
            if (model == null) {
                throw new IllegalStateException(
                        "model " + checksum + ": expected one that the operator of windows holds");
            }
            return model;
        }
    }

    /** The model with that name, as long as somebody in this JVM holds it. */
    static Optional<ForecastModel> called(String name) {
        synchronized (BUILT) {
            return NAMED.values().stream()
                    .map(WeakReference::get)
                    .filter(model -> model != null && model.id().equals(name))
                    .findFirst();
        }
    }

    private ForecastModel build() {
        try {
            return ModelFile.fromBytes(file);
        } catch (ModelFileException damaged) {
            throw new IllegalStateException("a model that was written here cannot be read", damaged);
        }
    }

    /** Bytes compared by content. */
    private record Content(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
