package io.undercurrent.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFileTest {

    private static final String FORCED = "jdk.FileForce";

    @TempDir
    private Path directory;

    /** The JVM notes what is forced to the disk. */
    @Test
    void isOnTheDiskBeforeItIsInItsPlace() throws IOException {
        Path place = Files.writeString(directory.resolve("model"), "old");
        Path noted = directory.resolve("noted.jfr");
        String beside;
        try (Recording recording = new Recording()) {
            recording.enable(FORCED).withThreshold(Duration.ZERO);
            recording.start();
            try (UnfinishedFile unfinished = UnfinishedFile.of(place)) {
                beside = unfinished.path().toString();
                Files.writeString(unfinished.path(), "new");
                assertEquals("old", Files.readString(place));
                unfinished.finish();
            }
            recording.stop();
            recording.dump(noted);
        }
        assertEquals("new", Files.readString(place));
        List<String> forced = RecordingFile.readAllEvents(noted).stream()
                .filter(event -> event.getEventType().getName().equals(FORCED))
                .map(event -> event.getString("path"))
                .filter(path -> path.startsWith(directory.toString()))
                .toList();
        assertEquals(beside, forced.get(0));
    }

    @Test
    void leavesNothingBehindThatWasNotFinished() throws IOException {
        Path place = directory.resolve("model");
        try (UnfinishedFile unfinished = UnfinishedFile.of(place)) {
            Files.writeString(unfinished.path(), "half");
        }
        assertFalse(Files.exists(place));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }
}
