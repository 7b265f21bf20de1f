package io.undercurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    @TempDir
    private Path directory;

    @Test
    void tellsWhatABuildThatFailsSaidLast() throws IOException {
        Build broken = Build.in(distribution("i=0; while [ $i -lt 9 ]; do echo line $i; i=$((i + 1)); done; exit 3"));
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> broken.measure(List.of("training")));
        assertEquals(
                directory + ": bench ended with exit code 3:\nline 4\nline 5\nline 6\nline 7\nline 8",
                failure.getMessage());
    }

    @Test
    void refusesAFolderWithoutTheProgram() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> Build.in(directory.resolve("nothing")));
        assertTrue(failure.getMessage().startsWith("--compare: expected a distribution"), failure.getMessage());
    }

    private Path distribution(String script) throws IOException {
        Path launcher = Files.createDirectories(directory.resolve("bin")).resolve("undercurrent");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        assertTrue(launcher.toFile().setExecutable(true));
        return directory;
    }
}
