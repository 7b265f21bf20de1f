package io.undercurrent.nn.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder to which JavaCPP unpacks native libraries when the user has no home, as is common in containers. Java then
 * reports the home {@code ?}, and JavaCPP would create a folder of that name in the working directory.
 */
final class NativesFolder {

    private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    private NativesFolder() {}

    /**
     * Sets a temporary folder, deleted when the process ends, unless the user has a home or a folder is set already.
     */
    static void nameIfHomeless() {
        if (System.getProperty(FOLDER) != null
                || Path.of(System.getProperty("user.home", "?")).isAbsolute()) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("undercurrent-natives");
            System.setProperty(FOLDER, folder.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-natives"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no folder for native libraries could be made", unwritable);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> insideOut = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : insideOut) {
                Files.delete(path);
            }
        } catch (IOException left) {
            // A folder that cannot be deleted does no harm.
        }
    }
}
