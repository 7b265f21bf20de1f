package io.undercurrent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command writes at its end: that they cannot be written should not come out after all its work. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Makes the folder of a file where it is missing.
     *
     * @param option that names the file
     * @param file null where the option was not given
     * @throws IllegalArgumentException if the file cannot be written there
     */
    static void prepare(String option, Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw refusal(option, file, "it is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw refusal(option, file, "the folder " + folder + " can't be made");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw refusal(option, file, "there is no right to write it");
        }
    }

    private static IllegalArgumentException refusal(String option, Path file, String why) {
        return new IllegalArgumentException(
                option + ": expected a file that can be written, but got " + file + ": " + why);
    }
}
