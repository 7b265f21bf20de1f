package io.undercurrent.cli.files;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that had room for the probe and has none for the file. */
class OutputFileTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    @Test
    void aFullDiskIsNamedWithTheFileThatDoesNotFit() {
        assumeTrue(Files.exists(FULL), "a file whose disk is full");
        IOException failure =
                assertThrows(IOException.class, () -> OutputFile.write(FULL, () -> Files.writeString(FULL, "report")));
        assertEquals("/dev/full: cannot be written: No space left on device", failure.getMessage());
        assertTrue(Files.exists(FULL), "a device is no half file");
    }

    /** Whoever tries a training writes its model to /dev/null, and root can put a file there, to the harm of all programs. */
    @Test
    void noFileTakesThePlaceOfADevice() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "a device");
        assertEquals(
                "--model: expected a file that can be written, but got /dev/null: it is a device, and a file would take its place",
                assertThrows(IllegalArgumentException.class, () -> OutputFile.prepareReplacement("--model", device))
                        .getMessage());
        assertDoesNotThrow(() -> OutputFile.prepare("--json", device));
        assertDoesNotThrow(() -> OutputFile.prepareReplacement("--model", directory.resolve("m.safetensors")));
    }

    @Test
    void halfAFileDoesNotStay() {
        assumeTrue(Files.exists(FULL), "a file whose disk is full");
        Path file = directory.resolve("report.html");
        IOException failure = assertThrows(
                IOException.class,
                () -> OutputFile.write(file, () -> {
                    Files.writeString(file, "half a report");
                    try (OutputStream rest = Files.newOutputStream(FULL)) {
                        rest.write(1);
                    }
                }));
        assertEquals(file + ": cannot be written: No space left on device", failure.getMessage());
        assertFalse(Files.exists(file));
    }
}
