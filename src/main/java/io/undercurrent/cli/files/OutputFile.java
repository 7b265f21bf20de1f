package io.undercurrent.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command writes at its end: that they cannot be written should not come out after all its work. */
public final class OutputFile {

    /** What a command writes takes no less, as a rule. */
    private static final int PROBE_BYTES = 1 << 16;

    private static final Path STANDARD_OUTPUT = Path.of("-");

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
        void write() throws IOException;
    }

    /**
     * Writes a file in its place. Half a file, as a full disk leaves it, does not stay.
     *
     * @throws IOException that names the file
     */
    public static void write(Path file, Writing writing) throws IOException {
        try {
            writing.write();
        } catch (IOException failure) {
            if (Files.isRegularFile(file)) {
                delete(file);
            }
            throw new IOException(file + ": cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static IllegalArgumentException refusal(String option, Path file, String why) {
        return new IllegalArgumentException(
                option + ": expected a file that can be written, but got " + file + ": " + why);
    }
}
