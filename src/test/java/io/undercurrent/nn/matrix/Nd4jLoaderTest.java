package io.undercurrent.nn.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a cancelled task does to ND4J in a JVM that had not loaded it yet. */
class Nd4jLoaderTest {

    @TempDir
    private Path directory;

    @Test
    void aThreadThatIsCancelledAndWhoseClassLoaderIsClosedLoadsIt() throws Exception {
        Path output = directory.resolve("output.txt");
        int exitCode = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CancelledTask.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertEquals(0, exitCode, Files.readString(output));
    }

    /** A task in the position that Flink leaves it in: interrupted, with the class loader of a job that has ended. */
    static final class CancelledTask {

        private CancelledTask() {}

        public static void main(String[] none) throws IOException {
            // A task manager has logged before it runs a task.
            LoggerFactory.getLogger(CancelledTask.class);
            URLClassLoader ended = new URLClassLoader(new URL[0], null);
            ended.close();
            Thread.currentThread().setContextClassLoader(ended);
            Thread.currentThread().interrupt();
            try (Matrix a = new Matrix(1, 1);
                    Matrix b = new Matrix(1, 1)) {
                a.put(0, new float[] {3}, 0, 1);
                Matrix.multiply(a, a, 0, b);
                float[] nine = new float[1];
                b.get(0, nine, 0, 1);
                if (nine[0] != 9 || !Thread.interrupted()) {
                    throw new IllegalStateException("expected 9 and an interrupt that is kept, but got " + nine[0]);
                }
            }
        }
    }
}
