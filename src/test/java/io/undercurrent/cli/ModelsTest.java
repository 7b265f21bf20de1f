package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelMessages;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.format.models.Watch;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on the topics of models, with the events of a job written by hand. */
@Timeout(60)
class ModelsTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final String JOB = "undercurrent-predictions";

    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();
    private String name;

    private Path file(int seed) throws IOException {
        Path file = directory.resolve(seed + ".safetensors");
        ModelFile.write(
                RecurrentModel.untrained(
                        new ModelSpec(
                                Columns.ofTargets("sales"),
                                List.of(),
                                14,
                                7,
                                List.of(0.5),
                                ModelSpec.Cell.GRU,
                                4,
                                1,
                                4),
                        seed),
                file);
        return file;
    }

    private static ModelEntry entry(Path file, int from) throws IOException {
        ForecastModel model = ModelFile.read(file);
        return new ModelEntry(
                ModelRole.LIVE, model.id(), file.toUri().toString(), model.checksum(), from, Instant.now());
    }

    @Test
    void aModelGoesLiveAndTheOneBeforeComesBack() throws Exception {
        name = "goes-live";
        Path own = file(1);
        Path second = file(2);
        log().create(line -> {});
        tell(What.STARTED, entry(own, ModelEntry.EVER), "");
        assertSaid(0, "No model was pushed.", "list");
        assertSaid(
                1,
                "undercurrent models rollback: there is no model to go back to: expected a live and a previous one in the"
                        + " topic goes-live.models, but got none",
                "rollback");

        assertSaid(
                2,
                "--after-training: expected a model that says until when",
                "push",
                second.toString(),
                "--live",
                "--after-training");
        assertSaid(
                2,
                "--after-training: expected no --from with it, but got 2025-03-18",
                "push",
                second.toString(),
                "--live",
                "--after-training",
                "--from=2025-03-18");
        push(second, "--from=2025-03-18");
        ModelEntry pushed = log().entries().get(ModelRole.LIVE);
        assertEquals(ModelFile.read(second).checksum(), pushed.checksum());
        assertEquals(LocalDate.of(2025, 3, 18).toEpochDay(), pushed.from());
        assertEquals(
                own.toUri().toString(), log().entries().get(ModelRole.PREVIOUS).uri());
        assertSaid(0, "  job       none has taken or refused it yet", "list");
        tell(What.ACCEPTED, pushed, "");
        assertSaid(0, "  job       " + JOB + " took it at ", "list");

        assertSaid(0, ModelFile.read(own).id() + " is to forecast again, from ", "rollback", "--from=2025-03-20");
        ModelEntry again = log().entries().get(ModelRole.LIVE);
        assertEquals(ModelFile.read(own).checksum(), again.checksum());
        assertEquals(LocalDate.of(2025, 3, 20).toEpochDay(), again.from());
        assertTrue(again.pushed().isAfter(pushed.pushed()));
        assertEquals(pushed.as(ModelRole.PREVIOUS), log().entries().get(ModelRole.PREVIOUS));

        Files.write(second, ModelFile.read(file(3)).file());
        assertSaid(1, "has changed since it was pushed: expected sha256 ", "rollback");
    }

    /** What a job has refused never forecast: there is no way back to it, and none from it. */
    @Test
    void aRefusedModelIsNotTheOneBefore() throws Exception {
        name = "refused";
        push(file(1));
        assertEquals(
                LocalDate.now(ZoneOffset.UTC).toEpochDay(),
                log().entries().get(ModelRole.LIVE).from());
        ModelEntry good = log().entries().get(ModelRole.LIVE);
        tell(What.ACCEPTED, good, "");
        push(file(2));
        tell(What.REFUSED, log().entries().get(ModelRole.LIVE), "horizon 7 instead of 28");
        assertSaid(0, " refused it at ", "list");
        assertTrue(said.toString().contains(": horizon 7 instead of 28"), said.toString());
        assertSaid(1, "expected a live model that the job has taken, but it has refused gru4@", "rollback");
        push(file(3));
        assertEquals(good.as(ModelRole.PREVIOUS), log().entries().get(ModelRole.PREVIOUS));
    }

    @Test
    void aShadowIsSetBesideTheLiveModelAndRemoved() throws Exception {
        name = "shadow";
        push(file(1));
        ModelEntry live = log().entries().get(ModelRole.LIVE);
        assertSaid(1, "there is no shadow to remove in the topic shadow.models", "remove", "--shadow");
        String second = file(2).toString();
        assertSaid(
                0,
                " is to forecast beside the live model from 2025-03-18 on",
                "push",
                second,
                "--shadow",
                "--shadow-share=0.25",
                "--from=2025-03-18");
        ModelEntry shadow = log().entries().get(ModelRole.SHADOW);
        assertEquals(0.25, shadow.share());
        assertEquals(live, log().entries().get(ModelRole.LIVE));
        assertSaid(0, "  share     0.25 of the series", "list");
        assertSaid(0, shadow.model() + " is no shadow from 2025-03-20 on", "remove", "--shadow", "--from=2025-03-20");
        assertEquals(0, log().entries().get(ModelRole.SHADOW).share());
        assertSaid(0, "shadow none from 2025-03-20 on, before it " + shadow.model(), "list");
        assertSaid(1, "there is no shadow to remove", "remove", "--shadow");
        assertSaid(
                2,
                "--shadow-share: expected a number above 0 and up to 1, but got 0.0",
                "push",
                second,
                "--shadow",
                "--shadow-share=0");
        assertSaid(2, "--shadow-share: expected --shadow with it", "push", second, "--live", "--shadow-share=0.5");
    }

    @Test
    void aShadowIsShownBesideTheLiveModelPromotedAndTakenBack() throws Exception {
        name = "promote";
        Path own = file(1);
        log().create(line -> {});
        tell(What.STARTED, entry(own, ModelEntry.EVER), "");
        assertSaid(1, "there is no shadow to promote in the topic promote.models", "promote");
        assertSaid(0, " is to forecast beside the live model", "push", file(2).toString(), "--shadow");
        ModelEntry shadow = log().entries().get(ModelRole.SHADOW);
        tell(What.ACCEPTED, shadow, "");
        tell(new ModelEvent(What.COMPARED, Instant.now(), JOB, shadow, "", Optional.of(figures(Double.NaN))));
        assertSaid(0, "pinball loss 3.25 % lower, too few days for a standard error", "list");
        tell(new ModelEvent(What.COMPARED, Instant.now(), JOB, shadow, "", Optional.of(figures(0.012))));
        assertSaid(0, "  compared  by " + JOB + " with gru4@live on 14 days until 2025-04-01, 1,248 series", "list");
        assertTrue(said.toString().contains("pinball loss 3.25 % lower, standard error 1.20 points"), said.toString());
        assertTrue(
                said.toString()
                        .contains(
                                "sales: absolute error 4.100 (live 4.210), pinball loss 1.100 (live 1.220), inside the widest"
                                        + " interval 81.0 % (live 79.0 %)"),
                said.toString());

        assertSaid(0, shadow.model() + " is to forecast from 2025-04-02 on", "promote", "--from=2025-04-02");
        ModelEntry live = log().entries().get(ModelRole.LIVE);
        assertEquals(shadow.checksum(), live.checksum());
        assertEquals(
                ModelFile.read(own).checksum(),
                log().entries().get(ModelRole.PREVIOUS).checksum());
        assertEquals(0, log().entries().get(ModelRole.SHADOW).share());
        assertEquals(live.from(), log().entries().get(ModelRole.SHADOW).from());
        tell(What.ACCEPTED, live, "");
        assertSaid(0, ModelFile.read(own).id() + " is to forecast again", "rollback");
        push(file(3));
        assertSaid(0, " is to forecast beside the live model", "push", file(2).toString(), "--shadow");
        tell(What.REFUSED, log().entries().get(ModelRole.SHADOW), "horizon 7 instead of 28");
        assertSaid(1, "expected a shadow that the job has taken, but it has refused gru4@", "promote");
    }

    /** By a rule a shadow becomes live, and the model before comes back. */
    @Test
    void rulesStandInTheEntries() throws Exception {
        name = "rules";
        Path own = file(1);
        String second = file(2).toString();
        log().create(line -> {});
        tell(What.STARTED, entry(own, ModelEntry.EVER), "");
        String[] rule = {
            second,
            "--shadow",
            "--promote-after=20",
            "--promote-gain=0.015",
            "--promote-confidence=0.9",
            "--rollback-days=30"
        };
        assertSaid(0, " is to forecast beside the live model", "push", rule);
        ModelEntry shadow = log().entries().get(ModelRole.SHADOW);
        assertEquals(new Watch(1, Watch.NO_END, new ModelRule(20, 0.015, 0.9, 30)), shadow.watch());
        assertSaid(
                0,
                "  rule      live after 20 days if its pinball loss is lower by more than 1.5 %, with a confidence of 90 %; then"
                        + " the model before is watched for 30 days",
                "list");
        assertSaid(
                2,
                "--promote-after: expected at least two horizons of the model, 14 days, but got 13",
                "push",
                second,
                "--shadow",
                "--promote-after=13");
        assertSaid(2, "--promote-after: expected --shadow with it", "push", second, "--live", "--promote-after=20");
        assertSaid(
                2,
                "--rollback-days: expected 0, or more than two horizons of the model, at least 15 days and at most 36500, but got 14",
                "push",
                second,
                "--live",
                "--rollback-days=14");
        assertSaid(
                2,
                "at least 15 days and at most 36500, but got 2147483647",
                "push",
                second,
                "--live",
                "--rollback-days=2147483647");
        assertSaid(
                2,
                "--rollback-days: expected --live or --promote-after",
                "push",
                second,
                "--shadow",
                "--rollback-days=20");
        assertSaid(
                2,
                "--rollback-days: expected more days than those of --promote-after",
                "push",
                second,
                "--shadow",
                "--promote-after=20",
                "--rollback-days=20");
        tell(What.ACCEPTED, shadow, "");
        assertSaid(0, " is to forecast from 2025-03-18 on", "promote", "--from=2025-03-18", "--rollback-days=15");
        ModelEntry watched = log().entries().get(ModelRole.SHADOW);
        assertEquals(ModelFile.read(own).checksum(), watched.checksum());
        assertEquals(
                new Watch(1, (int) LocalDate.of(2025, 4, 2).toEpochDay(), new ModelRule(14, 0, 0.95, 0)),
                watched.watch());
        assertSaid(0, "  until     2025-04-02, as the model before", "list");
        ModelEntry live = log().entries().get(ModelRole.LIVE);
        tell(new ModelEvent(What.PROMOTED, Instant.now(), JOB, live, "it was better", Optional.empty()));
        assertSaid(0, "  promoted  by " + JOB + " at ", "list");
    }

    private static ModelFigures figures(double standardError) {
        ModelFigures.OfTarget sales = new ModelFigures.OfTarget(
                "sales",
                18_816,
                new ModelFigures.Both(4.21, 4.1),
                new ModelFigures.Both(1.22, 1.1),
                new ModelFigures.Both(0.79, 0.81));
        int until = (int) LocalDate.of(2025, 4, 1).toEpochDay();
        return new ModelFigures("gru4@live", until, 14, 1248, 0.0325, standardError, List.of(sales));
    }

    @Test
    void whatIsNoModelGetsNoFarther() throws Exception {
        name = "none";
        Path cut = directory.resolve("cut.safetensors");
        Files.write(cut, new byte[100]);
        assertSaid(1, "model file " + cut.toUri() + ": ", "push", cut.toString(), "--live");
        assertSaid(2, "Missing required argument (specify one of these): (--live | --shadow)", "push", cut.toString());
        assertSaid(
                2,
                "topics: expected different ones, but got same, same",
                "list",
                "--models-topic=same",
                "--model-events-topic=same");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            assertTrue(admin.listTopics().names().get().stream().noneMatch(topic -> topic.startsWith("none.")));
            push(file(1));
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "none.models");
            Config settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertEquals("compact", settings.get("cleanup.policy").value());
        }
    }

    private void push(Path file, String... further) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--live"));
        arguments.addAll(List.of(further));
        assertSaid(0, " is to forecast from ", "push", arguments.toArray(String[]::new));
    }

    private void assertSaid(int exitCode, String part, String command, String... further) {
        said.getBuffer().setLength(0);
        List<String> arguments =
                new ArrayList<>(List.of("models", command, "--bootstrap-servers=" + KAFKA.bootstrapServers()));
        if (List.of(further).stream().noneMatch(option -> option.startsWith("--models-topic"))) {
            arguments.add("--models-topic=" + name + ".models");
            arguments.add("--model-events-topic=" + name + ".model-events");
        }
        arguments.addAll(List.of(further));
        CommandLine line = Undercurrent.commandLine();
        line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        assertEquals(exitCode, line.execute(arguments.toArray(String[]::new)), said.toString());
        assertTrue(said.toString().contains(part), said.toString());
    }

    private void tell(What what, ModelEntry entry, String why) {
        tell(new ModelEvent(what, Instant.now(), JOB, entry, why));
    }

    private void tell(ModelEvent event) {
        try (MessageProducer producer =
                new MessageProducer(KAFKA.bootstrapServers(), name + ".model-events", Map.of())) {
            producer.send(event.entry().checksum(), ModelMessages.write(event));
            producer.flush();
        }
    }

    private ModelLog log() {
        return new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
    }
}
