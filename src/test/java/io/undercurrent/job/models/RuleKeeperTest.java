package io.undercurrent.job.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.format.models.Watch;
import io.undercurrent.topic.ModelTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions on shadows in the topics of a real broker: made once, whoever asks again. */
@Timeout(60)
class RuleKeeperTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final int DAY = 20_000;
    private static final Instant PUSHED = Instant.parse("2024-10-04T00:00:00Z");
    private static final ModelRule RULE = new ModelRule(10, 0.01, 0.95, 0);

    private final ModelEntry live = entry(ModelRole.LIVE, '1', DAY - 30);

    private static ModelLog log(String name) {
        ModelLog log = new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
        log.create(line -> {});
        return log;
    }

    private static ModelEntry entry(ModelRole role, char digit, int from) {
        String checksum = String.valueOf(digit).repeat(64);
        return new ModelEntry(role, "gru8@" + digit, "file:///" + digit, checksum, from, PUSHED);
    }

    private static ModelEntry shadow(ModelRule rule) {
        ModelEntry shadow = entry(ModelRole.SHADOW, '2', DAY);
        return new ModelEntry(
                shadow.role(),
                shadow.model(),
                shadow.uri(),
                shadow.checksum(),
                shadow.from(),
                shadow.pushed(),
                new Watch(0.5, Watch.NO_END, rule));
    }

    private static ModelFigures figures(String live, int days, double gain, double standardError) {
        return new ModelFigures(live, DAY + days - 1, days, 48, gain, standardError, List.of());
    }

    private static void keep(ModelLog log, ModelFigures figures, int newest) {
        new RuleKeeper(log, "stores").keep(log.entries(), figures, newest);
    }

    private static List<What> decisions(ModelLog log) {
        return log.events().stream().map(ModelEvent::what).toList();
    }

    @Test
    void aShadowThatIsSurelyBetterBecomesLiveOnce() {
        ModelLog log = log("promotion");
        log.push(List.of(live, shadow(RULE)));
        // Too few days, too little gain, not sure enough, unknown, and beside another model.
        keep(log, figures("gru8@1", 9, 0.05, 0.01), DAY + 9);
        keep(log, figures("gru8@1", 10, 0.005, 0.0001), DAY + 10);
        keep(log, figures("gru8@1", 10, 0.025, 0.01), DAY + 10);
        keep(log, figures("gru8@1", 10, 0.05, Double.NaN), DAY + 10);
        keep(log, figures("gru8@0", 10, 0.05, 0.01), DAY + 10);
        assertEquals(live, log.entries().get(ModelRole.LIVE));
        assertEquals(List.of(), log.events());

        ModelFigures decisive = figures("gru8@1", 10, 0.03, 0.01);
        Map<ModelRole, ModelEntry> before = log.entries();
        keep(log, decisive, DAY + 10);
        ModelEntry promoted = log.entries().get(ModelRole.LIVE);
        assertEquals("gru8@2", promoted.model());
        assertEquals(DAY + 11, promoted.from());
        assertEquals(live.as(ModelRole.PREVIOUS), log.entries().get(ModelRole.PREVIOUS));
        assertEquals(0, log.entries().get(ModelRole.SHADOW).share());
        ModelEvent event = log.events().get(0);
        assertEquals(What.PROMOTED, event.what());
        assertEquals(promoted, event.entry());
        assertEquals(decisive, event.figures().orElseThrow());
        assertTrue(
                event.why().startsWith("its pinball loss was 3.00 % lower than that of gru8@1 on 10 days"),
                event.why());

        // A job that starts again from an old checkpoint comes to the same figures, and finds that it was decided.
        keep(log, decisive, DAY + 10);
        assertEquals(promoted, log.entries().get(ModelRole.LIVE));
        assertEquals(List.of(What.PROMOTED), decisions(log));
        assertEquals(ModelRole.SHADOW, before.get(ModelRole.SHADOW).role());
    }

    /** Whoever wrote the live model and no more is followed by one who completes it, once. */
    @Test
    void whatWasWrittenInPartIsCompleted() {
        ModelLog log = log("parts");
        ModelEntry shadow = shadow(new ModelRule(10, 0.01, 0.95, 20));
        Instant decided = PUSHED.plusSeconds(100);
        log.push(List.of(live, shadow));
        log.push(shadow.inPlaceOf(Optional.of(live), DAY + 11, decided));
        ModelFigures stale = figures("gru8@1", 10, 0.03, 0.01);
        keep(log, stale, DAY + 10);
        keep(log, stale, DAY + 10);
        assertEquals(List.of(What.PROMOTED), decisions(log));
        assertEquals(decided, log.entries().get(ModelRole.LIVE).pushed());
        ModelEntry watched = log.entries().get(ModelRole.SHADOW);
        assertEquals("gru8@1", watched.model());
        assertEquals(DAY + 11, watched.from());
        assertEquals(new Watch(1, DAY + 31, new ModelRule(10, 0, 0.95, 0)), watched.watch());
    }

    /** The model before comes back while it is watched, if it is better, and the one after it is not watched then. */
    @Test
    void theModelBeforeComesBack() {
        ModelLog log = log("back");
        ModelEntry after = entry(ModelRole.LIVE, '2', DAY);
        ModelEntry watched = live.watching(DAY, PUSHED, 20, RULE.back());
        log.push(List.of(live.as(ModelRole.PREVIOUS), after, watched));
        keep(log, figures("gru8@2", 10, -0.01, 0.001), DAY + 10);
        keep(log, figures("gru8@2", 20, 0.05, 0.001), DAY + 20);
        assertEquals(after, log.entries().get(ModelRole.LIVE));
        keep(log, figures("gru8@2", 12, 0.02, 0.01), DAY + 12);
        ModelEntry back = log.entries().get(ModelRole.LIVE);
        assertEquals("gru8@1", back.model());
        assertEquals(DAY + 13, back.from());
        assertEquals(after.as(ModelRole.PREVIOUS), log.entries().get(ModelRole.PREVIOUS));
        assertEquals(0, log.entries().get(ModelRole.SHADOW).share());
        assertEquals(List.of(What.ROLLED_BACK), decisions(log));
    }

    /** The model that the job began with stands in no entry. */
    @Test
    void aShadowTakesThePlaceOfTheModelThatTheJobBeganWith() {
        ModelLog log = log("own");
        ModelEntry own = entry(ModelRole.LIVE, '1', ModelEntry.EVER);
        log.write(new ModelEvent(What.STARTED, PUSHED, "stores", own, ""));
        log.push(List.of(shadow(RULE)));
        keep(log, figures("gru8@1", 10, 0.05, 0.01), DAY + 10);
        assertEquals("gru8@2", log.entries().get(ModelRole.LIVE).model());
        assertEquals(own.as(ModelRole.PREVIOUS), log.entries().get(ModelRole.PREVIOUS));
    }

    @Test
    void withoutARuleNobodyDecides() {
        ModelLog log = log("unruled");
        log.push(List.of(live, shadow(null)));
        keep(log, figures("gru8@1", 1000, 0.5, 0.001), DAY + 1000);
        assertEquals(live, log.entries().get(ModelRole.LIVE));
        assertNull(log.entries().get(ModelRole.PREVIOUS));
    }
}
