package io.undercurrent.nn.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesFolderTest {

    /** Uses a matrix, as every command with a model does. */
    static final class Product {
        public static void main(String[] none) {
            Nd4jLoader.require();
        }
    }

    @Test
    void aUserWithoutAHomeLeavesNothingBehind(@TempDir Path directory) throws Exception {
        Path work = Files.createDirectories(directory.resolve("work"));
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=?",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        absoluteClassPath(),
                        Product.class.getName()))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertEquals(0, process.waitFor(), Files.readString(said));
        for (Path folder : List.of(work, temporary)) {
            try (Stream<Path> left = Files.list(folder)) {
                assertFalse(left.anyMatch(path -> path.toString().matches(".*(\\?|natives).*")), folder.toString());
            }
        }
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .reduce((all, path) -> all + File.pathSeparator + path)
                .orElseThrow();
    }
}
