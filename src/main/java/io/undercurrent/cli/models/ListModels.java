package io.undercurrent.cli.models;

import io.undercurrent.cli.options.ModelTopicOptions;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.models.ModelLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code undercurrent models list}: which models there are, and what became of them. */
@Command(
        name = "list",
        description = {
            "Shows the models of the topic, and whether each job has taken or refused them, and why.",
            "",
            "Of a shadow it shows how it did beside the live model, on the same forecasts.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  undercurrent models list --bootstrap-servers localhost:9092", ""})
public final class ListModels implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ModelTopicOptions topics;

    @Override
    public Integer call() throws IOException {
        ModelLog log = topics.log();
        Map<ModelRole, ModelEntry> entries = log.entries();
        List<ModelEvent> events = log.events();
        PrintWriter out = command.commandLine().getOut();
        if (entries.isEmpty()) {
            out.println("No model was pushed.");
        }
        entries.forEach((role, entry) -> {
            if (entry.share() == 0) {
                out.println(role.label() + " none from " + LocalDate.ofEpochDay(entry.from()) + " on, before it "
                        + entry.model());
                return;
            }
            describe(role.label(), entry, out);
            Verdicts verdicts = Verdicts.of(entry, events);
            verdicts.all().forEach(verdict -> say(verdict, out));
            if (entry.from() != ModelEntry.EVER && verdicts.all().isEmpty()) {
                out.println("  job       none has taken or refused it yet");
            }
            FiguresText.of(entry, events).forEach(out::println);
            decisions(entry, events)
                    .forEach(event -> out.println("  "
                            + (event.what() == ModelEvent.What.PROMOTED ? "promoted  by " : "came back by ")
                            + event.job() + " at "
                            + event.when() + ": " + event.why()));
        });
        started(events).forEach((job, event) -> describe("initial model of " + job + ":", event.entry(), out));
        out.flush();
        return 0;
    }

    private static void describe(String title, ModelEntry entry, PrintWriter out) {
        out.println(title + " " + entry.model());
        out.println("  file      " + entry.uri());
        out.println("  sha256    " + entry.checksum());
        if (entry.from() != ModelEntry.EVER) {
            out.println("  from      " + LocalDate.ofEpochDay(entry.from()));
            out.println("  pushed    " + entry.pushed());
        }
        if (entry.isOfShadow()) {
            out.println("  share     " + entry.share() + " of the series");
            WatchText.of(entry).forEach(out::println);
        }
    }

    private static void say(ModelEvent verdict, PrintWriter out) {
        boolean refused = verdict.what() == ModelEvent.What.REFUSED;
        out.println("  job       " + verdict.job() + (refused ? " refused it at " : " took it at ") + verdict.when()
                + (refused ? ": " + verdict.why() : ""));
    }

    private static List<ModelEvent> decisions(ModelEntry entry, List<ModelEvent> events) {
        return events.stream()
                .filter(event ->
                        event.what() == ModelEvent.What.PROMOTED || event.what() == ModelEvent.What.ROLLED_BACK)
                .filter(event -> event.entry().isSameDecisionAs(entry))
                .toList();
    }

    private static Map<String, ModelEvent> started(List<ModelEvent> events) {
        Map<String, ModelEvent> last = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.what() == ModelEvent.What.STARTED)
                .forEach(event -> last.put(event.job(), event));
        return last;
    }
}
