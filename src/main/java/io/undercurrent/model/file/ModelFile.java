package io.undercurrent.model.file;

import io.undercurrent.file.UnfinishedFile;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.container.ModelContent;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.container.SafeTensors;
import io.undercurrent.model.imported.ImportedFormat;
import io.undercurrent.model.recurrent.RecurrentFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads and writes model files of every kind. */
public final class ModelFile {

    private ModelFile() {}

    /** Writes a model. An existing file is replaced in one step, so that no reader sees half a file, also after a loss of power. */
    public static void write(ForecastModel model, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (UnfinishedFile unfinished = UnfinishedFile.of(file)) {
            Files.write(unfinished.path(), model.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            unfinished.finish();
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw new IOException("model file " + file + ": cannot be written: " + failure.getMessage(), failure);
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
     * Reads a model; stops at the size of the largest model file accepted.
     *
     * @param bytes read to their end; not closed
     * @throws ModelFileException if they are not a model, damaged, or of a later format
     */
    public static ForecastModel read(InputStream bytes) throws IOException {
        return fromBytes(bytes.readNBytes(SafeTensors.LARGEST_FILE + 1));
    }

    /** The bytes of a model's file: as read, or as {@link #write} would write them. */
    public static byte[] toBytes(ForecastModel model) {
        return model.file().clone();
    }

    /**
     * Reads a model from the bytes of a file.
     *
     * @throws ModelFileException if they are not a model, damaged, or of a later format
     */
    public static ForecastModel fromBytes(byte[] bytes) throws ModelFileException {
        ModelContent content = ModelContent.read(bytes);
        return switch (content.kind()) {
            case RecurrentFormat.KIND -> RecurrentFormat.read(content, bytes.clone());
            case ImportedFormat.KIND -> ImportedFormat.read(content, bytes.clone());
            default ->
                throw new ModelFileException("kind of model: expected " + RecurrentFormat.KIND + " or "
                        + ImportedFormat.KIND + ", but the file has '" + content.kind()
                        + "': was it written by a later release?");
        };
    }
}
