package io.undercurrent.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file on its way into the place of another one. Until all of it is on the disk, whoever looks there sees what was there before, also
 * after a loss of power. If the process ends before that, the half file goes with it.
 */
public final class UnfinishedFile implements AutoCloseable {

    private final Path place;
    private final Path path;

    private UnfinishedFile(Path place, Path path) {
        this.place = place;
        this.path = path;
    }

    /**
     * One for a place, beside it. There is no file yet.
     *
     * @param place where it is to be; a link there gives way too
     */
    public static UnfinishedFile of(Path place) {
        // Not Files.createTempFile, whose files only their owner may read.
        Path path = place.toAbsolutePath().resolveSibling(place.getFileName() + "." + UUID.randomUUID() + ".part");
        path.toFile().deleteOnExit();
        return new UnfinishedFile(place, path);
    }

    /** Where to write until it is finished. */
    public Path path() {
        return path;
    }

    /**
     * Puts what was written in its place.
     *
     * @throws IOException if it cannot be there; then it is still beside it
     */
    public void finish() throws IOException {
        force(path, StandardOpenOption.WRITE);
        Files.move(path, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try {
            force(path.getParent(), StandardOpenOption.READ);
        } catch (IOException noFile) {
            // Not every system opens a folder, and the file is there whole, the old one or the new one.
        }
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, how)) {
            bytes.force(true);
        }
    }

    /** Leaves nothing beside the place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
