package io.undercurrent.exchange.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayout;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file in the format HDF5, read by known paths. All exceptions of the library for damaged files become an {@link
 * ImportException}.
 */
final class HdfContainer implements AutoCloseable {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

    /** The second place where the signature may stand. */
    private static final int FIRST_OFFSET = 512;

    /** How many times the bytes of the file its arrays may have: layers may share weights, but not many. */
    private static final int MOST_READ = 100;

    /** Bytes of a text. */
    private static final int LONGEST_TEXT = 16 << 20;

    private final HdfFile file;
    private final int fileSize;
    /** Values of all arrays read so far. */
    private long values;

    private HdfContainer(HdfFile file, int fileSize) {
        this.file = file;
        this.fileSize = fileSize;
    }

    /** Whether bytes have the signature of the format, which stands at their beginning or after 512, 1024, 2048, … bytes. */
    static boolean begins(byte[] bytes) {
        for (long at = 0; at + SIGNATURE.length <= bytes.length; at = at == 0 ? FIRST_OFFSET : 2 * at) {
            int from = (int) at;
            if (Arrays.equals(bytes, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                return true;
            }
        }
        return false;
    }

    static HdfContainer of(byte[] bytes) throws ImportException {
        return attempt("file", () -> new HdfContainer(HdfFile.fromBytes(bytes), bytes.length));
    }

    private interface Reading<T> {
        T read() throws ImportException;
    }

    /** Turns what the library throws into one kind of exception. */
    private static <T> T attempt(String what, Reading<T> reading) throws ImportException {
        try {
            return reading.read();
        } catch (RuntimeException | StackOverflowError damaged) {
            String why = damaged instanceof HdfException ? damaged.getMessage() : damaged.toString();
            throw new ImportException(
                    "expected a whole file in the format HDF5, but " + what + " cannot be read: " + why, damaged);
        }
    }

    /** Whether there is a group or array of this path. */
    boolean has(String path) throws ImportException {
        return find(path) != null;
    }

    private Node find(String path) throws ImportException {
        return attempt(path, () -> {
            Node node = file;
            for (String name : path.split("/")) {
                if (name.isEmpty()) {
                    continue;
                }
                if (!(node instanceof Group group)) {
                    return null;
                }
                node = group.getChildren().get(name);
            }
            return node;
        });
    }

    private Node require(String path) throws ImportException {
        Node node = find(path);
        if (node == null) {
            throw new ImportException("expected " + path + " in the file, but it is not there");
        }
        return node;
    }

    /** The text in an attribute, or null where there is none. */
    String text(String path, String attribute) throws ImportException {
        Object data = attribute(path, attribute);
        if (data == null || data instanceof String) {
            return (String) data;
        }
        throw new ImportException(path + ": expected a text in the attribute " + attribute);
    }

    /** The texts in an attribute, which Keras splits where they are too many for one. */
    List<String> texts(String path, String attribute) throws ImportException {
        List<String> texts = new ArrayList<>();
        if (addTexts(path, attribute, texts)) {
            return texts;
        }
        for (int part = 0; part < Limits.MOST_LAYERS && addTexts(path, attribute + part, texts); part++) {
            // Each part adds its own.
        }
        return texts;
    }

    private boolean addTexts(String path, String attribute, List<String> texts) throws ImportException {
        Object data = attribute(path, attribute);
        if (data == null) {
            return false;
        }
        if (data instanceof String[] several) {
            texts.addAll(List.of(several));
        } else if (data instanceof String one) {
            texts.add(one);
        } else if (!(data instanceof double[] none && none.length == 0)) {
            throw new ImportException(path + ": expected texts in the attribute " + attribute);
        }
        if (texts.size() > Limits.MOST_LAYERS) {
            throw new ImportException(
                    path + ": expected at most " + Limits.MOST_LAYERS + " texts in the attribute " + attribute);
        }
        return true;
    }

    private Object attribute(String path, String name) throws ImportException {
        Node node = require(path);
        return attempt("the attribute " + name + " of " + path, () -> {
            Attribute attribute = node.getAttribute(name);
            if (attribute == null) {
                return null;
            }
            if (attribute.isEmpty() || attribute.getSize() == 0) {
                return new double[0];
            }
            if (attribute.getSize() < 0 || attribute.getSize() > Limits.MOST_LAYERS) {
                throw new ImportException(
                        path + ": expected at most " + Limits.MOST_LAYERS + " texts in the attribute " + name);
            }
            if (attribute.getSizeInBytes() < 0 || attribute.getSizeInBytes() > LONGEST_TEXT) {
                throw new ImportException(
                        path + ": expected at most " + LONGEST_TEXT + " bytes in the attribute " + name);
            }
            return attribute.getData();
        });
    }

    /** The names in a group, in no order that means anything. */
    List<String> names(String path) throws ImportException {
        Node node = require(path);
        return attempt(path, () -> {
            if (!(node instanceof Group group)) {
                throw new ImportException("expected " + path + " to be a group");
            }
            List<String> names = new ArrayList<>(group.getChildren().keySet());
            if (names.size() > Limits.MOST_LAYERS) {
                throw new ImportException(path + ": expected at most " + Limits.MOST_LAYERS + " members");
            }
            return names;
        });
    }

    /** An array of 32-bit floats. */
    Tensor tensor(String path) throws ImportException {
        Node node = require(path);
        return attempt(path, () -> {
            if (!(node instanceof Dataset dataset)) {
                throw new ImportException("expected " + path + " to be an array");
            }
            long[] shape = dataset.getDimensionsAsLong();
            int size = Limits.size(path, shape);
            values += size;
            if (values > Math.min(Limits.MOST_VALUES, (long) MOST_READ * fileSize / Float.BYTES)) {
                throw new ImportException(
                        "expected at most " + Limits.MOST_VALUES + " values in all arrays, and no more than "
                                + MOST_READ + " times the bytes of the file, but got more");
            }
            // Chunks may be compressed, and then become any number of bytes.
            if (dataset.getDataLayout() == DataLayout.CHUNKED) {
                throw new ImportException(path
                        + ": expected the numbers in one piece, as Keras writes them, but they are in" + " chunks");
            }
            if (!(dataset.getDataType() instanceof FloatingPoint number) || number.getSize() != Float.BYTES) {
                // Counts and seeds, which no layer here needs.
                return new Tensor(shape, new float[0]);
            }
            if (dataset.getStorageInBytes() > fileSize) {
                throw new ImportException(path + ": expected no more bytes than the file of " + fileSize + " has");
            }
            Object data = dataset.getDataFlat();
            if (!(data instanceof float[] floats) || floats.length != size) {
                throw new ImportException(path + ": expected " + size + " floats");
            }
            return new Tensor(shape, floats);
        });
    }

    @Override
    public void close() throws ImportException {
        attempt("file", () -> {
            file.close();
            return null;
        });
    }
}
