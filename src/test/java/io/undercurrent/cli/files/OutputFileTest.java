package io.undercurrent.cli.files;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
        IOException failure = assertThrows(
                IOException.class, () -> OutputFile.write(FULL, place -> Files.writeString(place, "report")));
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
    void halfAFileDoesNotStay() throws IOException {
        assumeTrue(Files.exists(FULL), "a file whose disk is full");
        Path file = directory.resolve("report.html");
        failHalfway(file);
        assertEquals(List.of(), files());
    }

    @Test
    void theFileBeforeStaysUntilTheNewOneIsWhole() throws IOException {
        assumeTrue(Files.exists(FULL), "a file whose disk is full");
        Path file = Files.writeString(directory.resolve("report.html"), "the report before");
        failHalfway(file);
        assertEquals("the report before", Files.readString(file));
        OutputFile.write(file, place -> {
            Files.writeString(place, "the new report");
            assertEquals("the report before", Files.readString(file));
        });
        assertEquals("the new report", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    private static void failHalfway(Path file) {
        IOException failure = assertThrows(
                IOException.class,
                () -> OutputFile.write(file, place -> {
                    Files.writeString(place, "half a report");
                    try (OutputStream rest = Files.newOutputStream(FULL)) {
                        rest.write(1);
                    }
                }));
        assertEquals(file + ": cannot be written: No space left on device", failure.getMessage());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** A name may stand for a file elsewhere, also for one that is not there yet. */
    @Test
    void linksStayLinks() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("2025"));
        Path old = Files.writeString(folder.resolve("a.json"), "old");
        Path newest = Files.createSymbolicLink(directory.resolve("newest"), Path.of("2025/a.json"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), newest);
        OutputFile.write(link, place -> Files.writeString(place, "new"));
        assertEquals("new", Files.readString(old));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(newest));

        Path next = Files.createSymbolicLink(directory.resolve("next"), Path.of("2025/b.json"));
        OutputFile.write(next, place -> Files.writeString(place, "first"));
        assertEquals("first", Files.readString(folder.resolve("b.json")));
        assertTrue(Files.isSymbolicLink(next));
    }

    @Test
    void theOtherNamesOfAFileHaveTheNewOneToo() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("unix"), "names are counted");
        Path file = Files.writeString(directory.resolve("a.json"), "the old one, which is longer");
        Path other = Files.createLink(directory.resolve("b.json"), file);
        OutputFile.write(file, place -> Files.writeString(place, "new"));
        assertEquals("new", Files.readString(other));
        assertEquals(List.of(file, other), files());
    }

    @Test
    void rightsStayAsTheyWere() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "rights");
        Path file = Files.writeString(directory.resolve("a.json"), "old");
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-rw----");
        Files.setPosixFilePermissions(file, rights);
        OutputFile.write(file, place -> Files.writeString(place, "new"));
        assertEquals("new", Files.readString(file));
        assertEquals(rights, Files.getPosixFilePermissions(file));
    }

    /** What is written to a pipe goes to its reader, and the pipe stays. */
    @Test
    void pipesAreWrittenInTheirPlace() throws Exception {
        Path pipe = directory.resolve("pipe");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "a pipe");
        } catch (IOException unknown) {
            assumeTrue(false, "the system makes no pipes");
        }
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        OutputFile.write(pipe, place -> Files.writeString(place, "report"));
        assertEquals("report", read.get());
        assertEquals(List.of(pipe), files());
    }
}
