package io.undercurrent.job.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.stream.state.StateOrigin;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCheckpointTest {

    /** The savepoint of a release that kept no id of the topic. */
    @Test
    void saysWhatAnOldSavepointWasMadeWithAndHowFarItRead() throws Exception {
        Path savepoint = Path.of(StoredCheckpointTest.class
                        .getResource("/io/undercurrent/job/savepoint-v1/_metadata")
                        .toURI())
                .getParent();
        StoredCheckpoint read = StoredCheckpoint.read(savepoint.toUri().toString());
        StateOrigin origin = read.origin().orElseThrow();
        assertEquals(
                List.of("temperature", "sales"), origin.contract().columns().targets());
        assertEquals(List.of("promotion"), origin.contract().columns().covariates());
        assertEquals(14, origin.contract().window());
        assertEquals(5, origin.contract().horizon());
        assertEquals(7, origin.contract().lateness());
        assertTrue(origin.network().startsWith("gru8@"), origin.network());
        assertEquals(
                new TreeSet<>(List.of(0, 1)),
                read.splits().stream()
                        .map(split -> split.split().getPartition())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(read.splits().stream().allMatch(split -> split.topicId().isEmpty()));
    }

    @Test
    void thereMustBeOne(@TempDir Path nowhere) {
        assertThrows(
                FileNotFoundException.class,
                () -> StoredCheckpoint.read(nowhere.resolve("chk-1").toUri().toString()));
    }
}
