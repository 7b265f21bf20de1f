package io.undercurrent.cli.files;

import io.undercurrent.file.UnfinishedFile;
import io.undercurrent.file.UnwritableFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;

/** Files that a command writes at its end: that they cannot be written should not come out after all its work. */
public final class OutputFile {

    /** What a command writes takes no less, as a rule. */
    private static final int PROBE_BYTES = 1 << 16;

    private static final Path STANDARD_OUTPUT = Path.of("-");

    /** Links below these stand for what a process has open. */
    private static final List<Path> OF_THE_SYSTEM = List.of(Path.of("/dev"), Path.of("/proc"));

    private static final int MOST_LINKS = 40;

    private OutputFile() {}

    /** Whether the standard output is meant. */
    public static boolean isStandardOutput(Path file) {
        return STANDARD_OUTPUT.equals(file);
    }

    /**
     * Finds out whether a file can be written in its place.
     *
     * @param option that names the file
     * @param file null where the option was not given
     * @throws IllegalArgumentException if it cannot
     */
    public static void prepare(String option, Path file) {
        if (file == null) {
            return;
        }
        Path folder = requireFolder(option, file);
        if (!Files.exists(file)) {
            probe(option, file, folder);
        } else if (!Files.isWritable(file)) {
            throw refusal(option, file, "no permission to write it");
        } else if (Files.isRegularFile(file) && Files.isWritable(folder)) {
            probe(option, file, folder);
        }
    }

    /**
     * Finds out whether a file can be put in the place of the one that there is.
     *
     * @param option that names the file
     * @throws IllegalArgumentException if it cannot
     */
    public static void prepareReplacement(String option, Path file) {
        Path folder = requireFolder(option, file);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A file would take the place of the device, such as /dev/null, for every program of the machine.
            throw refusal(option, file, "it is a device, and a file would take its place");
        }
        probe(option, file, folder);
    }

    private static Path requireFolder(String option, Path file) {
        if (isStandardOutput(file)) {
            throw refusal(option, file, "it cannot go to the standard output");
        }
        if (Files.isDirectory(file)) {
            throw refusal(option, file, "it is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw refusal(option, file, "there is no folder " + folder);
        }
        return folder;
    }

    /** Whether the folder takes files, and its disk has room. */
    private static void probe(String option, Path file, Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, file.getFileName() + ".", ".part");
            Files.write(probe, new byte[PROBE_BYTES]);
        } catch (IOException refused) {
            String why = probe == null
                    ? "the folder " + folder + " takes no files: "
                    : "the disk takes no " + PROBE_BYTES + " bytes: ";
            throw refusal(option, file, why + refused.getMessage());
        } finally {
            delete(probe);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException gone) {
            // Then it stays.
        }
    }

    /** What writes a file. */
    public interface Writing {

        /**
         * @param place where to write
         */
        void write(Path place) throws IOException;
    }

    /**
     * Writes a file. One that was there before stays as it was until all of the new one is written. Devices and pipes, and what stands for
     * them, are written in their place.
     *
     * @throws IOException that names the file
     */
    public static void write(Path file, Writing writing) throws IOException {
        try {
            Optional<Path> target = behindLinks(file);
            if (target.isPresent() && isReplaceable(target.get())) {
                replace(target.get(), writing);
            } else {
                writing.write(file);
            }
        } catch (UnwritableFileException named) {
            throw named;
        } catch (IOException failure) {
            throw new UnwritableFileException(file, failure);
        }
    }

    /** What a file is in the end, or would be; empty where the system says what it is, as with /dev/stdout. */
    private static Optional<Path> behindLinks(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS || OF_THE_SYSTEM.stream().anyMatch(target::startsWith)) {
                return Optional.empty();
            }
            target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
        }
        return Optional.of(target);
    }

    private static boolean isReplaceable(Path target) {
        return (Files.isRegularFile(target) || !Files.exists(target)) && Files.isWritable(target.getParent());
    }

    private static void replace(Path target, Writing writing) throws IOException {
        try (UnfinishedFile unfinished = UnfinishedFile.of(target)) {
            writing.write(unfinished.path());
            try {
                makeLike(target, unfinished.path());
                unfinished.finish();
            } catch (IOException inTheWay) {
                // Others share the file, or it is a mount of its own: it gets the bytes.
                try (OutputStream bytes = Files.newOutputStream(target)) {
                    Files.copy(unfinished.path(), bytes);
                }
            }
        }
    }

    /**
     * Gives a file the owner and the rights of the one that it is to replace.
     *
     * @throws IOException if it can have them not, or the other one has a second name
     */
    private static void makeLike(Path target, Path unfinished) throws IOException {
        if (!Files.exists(target)
                || !target.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        if ((int) Files.getAttribute(target, "unix:nlink") > 1) {
            throw new IOException(target + ": expected a single name, but there are others of the same file");
        }
        PosixFileAttributes before = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(before.owner())) {
            view.setOwner(before.owner());
        }
        if (!now.group().equals(before.group())) {
            view.setGroup(before.group());
        }
        view.setPermissions(before.permissions());
    }

    private static IllegalArgumentException refusal(String option, Path file, String why) {
        return new IllegalArgumentException(
                option + ": expected a file that can be written, but got " + file + ": " + why);
    }
}
