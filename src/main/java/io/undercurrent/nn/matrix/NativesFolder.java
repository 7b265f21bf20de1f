package io.undercurrent.nn.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where JavaCPP unpacks natives for a user without a home, as many have in containers. For Java their home is {@code ?}, and JavaCPP
 * would make a folder of that name wherever the process was started.
 */
final class NativesFolder {

    private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    private NativesFolder() {}

    /** Names a temporary folder, which goes with the process, unless the user has a home or somebody named a folder. */
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
            // What cannot be deleted is in the way of nobody.
        }
    }
}
