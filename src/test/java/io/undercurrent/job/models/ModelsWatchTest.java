package io.undercurrent.job.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.Watch;
import io.undercurrent.topic.ModelTopics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ModelsWatchTest {

    private static final ModelEntry ENTRY = new ModelEntry(
            ModelRole.LIVE,
            "gru8@00ff00",
            "file:///new.safetensors",
            "00ff".repeat(16),
            Math.toIntExact(LocalDate.of(2025, 3, 18).toEpochDay()),
            Instant.EPOCH);

    private final ModelLog log = new ModelLog(
            SharedKafka.get().bootstrapServers(), Map.of(), new ModelTopics("watched.models", "watched.events"));

    private void write(What what, String job, String why) {
        log.write(new ModelEvent(what, Instant.EPOCH, job, ENTRY, why));
    }

    private void writeShadow(double share) {
        ModelEntry shadow = new ModelEntry(
                ModelRole.SHADOW,
                ENTRY.model(),
                ENTRY.uri(),
                ENTRY.checksum(),
                ENTRY.from(),
                ENTRY.pushed(),
                new Watch(share, Watch.NO_END, null));
        log.write(new ModelEvent(What.ACCEPTED, Instant.EPOCH, "job", shadow, ""));
    }

    /** Events of other jobs, and of earlier runs, are nobody's news. */
    @Test
    void putsIntoALineWhatTheJobMakesOfItsModels() {
        try (ModelsWatch early = new ModelsWatch(log, "job")) {
            assertEquals(List.of(), early.look(), "there is no topic yet");
            log.create(line -> {});
            write(What.REFUSED, "job", "horizon 14 instead of 28");
            String refused = "Refuses the model gru8@00ff00, and goes on with the one before: horizon 14 instead of 28";
            assertEquals(List.of(refused), await(early, 1));
            try (ModelsWatch later = new ModelsWatch(log, "job")) {
                write(What.STARTED, "job", "");
                write(What.ACCEPTED, "other", "");
                write(What.ACCEPTED, "job", "");
                String taken =
                        "Takes the model gru8@00ff00 (file:///new.safetensors), which forecasts from 2025-03-18 on:"
                                + " each series changes over with its next reading, warmed up from its window";
                assertEquals(List.of(taken), await(later, 1));
                assertEquals(List.of(taken), await(early, 1));
                writeShadow(0.5);
                writeShadow(0);
                assertEquals(
                        List.of(
                                "Takes the model gru8@00ff00 (file:///new.safetensors) as a shadow from 2025-03-18 on",
                                "Has no shadow from 2025-03-18 on"),
                        await(later, 2));
            }
        }
    }

    private static List<String> await(ModelsWatch watch, int count) {
        List<String> news = new ArrayList<>();
        while (news.size() < count) {
            news.addAll(watch.look());
        }
        return news;
    }
}
