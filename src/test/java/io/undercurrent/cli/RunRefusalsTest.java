package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run} and {@code replay} refuse, and what they say then. */
class RunRefusalsTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private static Path directory;

    private final StoresCommands stores = new StoresCommands(directory);

    /** The second would overwrite the forecasts of the first. One that was killed leaves its place to the next at once. */
    @Test
    @Timeout(300)
    void refusesASecondJobWithTheSameGroupAsLongAsTheFirstRuns() throws Exception {
        assertEquals(0, stores.replay("twice"), stores.said());
        Process first = stores.start(1, "twice");
        try {
            assertEquals(1, stores.run("twice", "--bounded"));
            assertTrue(
                    stores.said()
                            .contains(
                                    "The group undercurrent-twice.predictions is held by the job that was started at"),
                    stores.said());
            assertTrue(
                    stores.said()
                            .contains("group undercurrent-twice.predictions: expected a group that only this job uses,"
                                    + " but it belongs to the job that was started at"),
                    stores.said());
            assertTrue(first.isAlive());
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertEquals(0, stores.run("twice", "--bounded"), stores.said());
    }

    @Test
    void aMistypedTopicOfReadingsIsAnErrorAndNoNewTopic() throws Exception {
        KAFKA.createTopic("mistyped-shop.readings", 1);
        assertEquals(2, stores.run("mistyped-shpo", "--bounded"));
        assertTrue(
                stores.said()
                        .contains(
                                "there is no topic mistyped-shpo.readings; there is mistyped-shop.readings; --create-topics creates it"),
                stores.said());
        assertTrue(
                stores.topics().stream().noneMatch(topic -> topic.startsWith("mistyped-shpo")),
                "a topic of the mistyped name");
        assertEquals(0, stores.run("shop.new", "--bounded", "--create-topics"), stores.said());
        assertTrue(stores.topics().contains("shop.new.readings"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replay --topic=t --days-per-second=0       | --days-per-second: expected above 0, but got 0.0",
                "replay --topic=t --ahead=3                 | --ahead: expected --covariates to announce",
                "replay --topic=t --from=2026-01-01         | expected readings between --from and --to",
                "replay --topic=t --values=price | expected a column price, but the file has key, date, sales",
                "replay --topic=no/slash                    | no/slash",
                "replay --topic=t --envelope=debezium | --envelope: expected with readings from a topic, but they come from a"
                        + " file",
                "run --delimiter=; | --delimiter: expected with readings from a file, but they come from a topic",
                "run --delimiter=; --history=other | --delimiter: expected with readings from a file",
                "run --predictions-topic=readings           | topics: expected different ones",
                "run --readings-topic=a/b                   | topic: expected 1 to 249 letters",
                "run --results-schema=connect               | --results-schema: expected none with --forecast-layout nested, but"
                        + " got connect; add --forecast-layout flat",
                "run --forecast-layout=flat --results-schema=avro | --results-schema: expected a registry for avro, but there is"
                        + " none; add --schema-registry, or --results-registry where readings have no schemas",
                "run --results-registry=here                | --results-registry: expected an address such as"
                        + " http://localhost:8081, but got 'here'",
                "run --bundle-size=0                        | bundle size: expected 1 to 65536, but got 0",
                "run --bundle-delay=soon                    | bundle-delay",
                "run --max-ahead=-1                         | days ahead: expected at least 0 days, but got -1",
                "run --max-ahead=never                      | '--max-ahead': expected a number of days or off, but got"
                        + " 'never'",
                "run --confirm-jumps=0s                     | confirmation of jumps: expected 1 ms to 3650000 days,"
                        + " but got PT0S",
                "run --targets=sales,visits --covariates=price --quantiles=0.5 --horizon=14 --window=7 | does not fit the"
                        + " contract of the job: targets [sales] instead of [sales, visits], covariates [promotion] instead"
                        + " of [price], quantiles [0.1, 0.5, 0.9] instead of [0.5], horizon 7 instead of 14, window 14"
                        + " instead of at most 7",
                "run --window=0                             | --window: expected at least 1 day, but got 0",
                "run --window=20 --lateness=21              | lateness: expected at most the 20 days of the window",
                "run --forget-after=never                   | expected a time such as 500ms, 12h or 14d, but got 'never'",
                "run --restore=latest | --restore: expected --checkpoint-dir, below which to look for the latest"
                        + " checkpoint",
                "run --parallelism=0                        | --parallelism: expected at least 1, but got 0",
                "run --checkpoint-interval=1ms | checkpoint interval: expected at least 10 ms, but got 1 ms",
                "run --kafka-property=group.id=x            | Kafka property group.id",
                "run --kafka-property=acks=1 | Kafka property acks: expected all, because",
                "run --kafka-property=retries=0 | Kafka property retries: expected at least 1, because",
                "run --kafka-property=max.in.flight.requests.per.connection=6 | expected 1 to 5, because",
                "run --kafka-property=isolation.level=read_uncommitted | isolation.level: expected read_committed,"
                        + " because",
                "run --kafka-property=partitioner.ignore.keys=true | Kafka property partitioner.ignore.keys: expected"
                        + " none",
                "run --kafka-property=transaction.timeout.ms=soon | transaction.timeout.ms: expected at least 1",
                "run --create-topics --kafka-property=transaction.timeout.ms=9999 | expected at least 10000, twice the"
                        + " time",
                "run --create-topics --kafka-property=transaction.timeout.ms=86400000 | transaction.max.timeout.ms",
                "run --create-topics --other-columns=sales  | other columns: expected none of key, date and",
                "run --predictions-cleanup=sometimes | expected compact, delete or compact,delete, but got 'sometimes'",
                "run --retention=soon                       | expected a time such as 500ms, 12h or 14d, but got 'soon'",
                "run --retention=0s                         | retention: expected at least 1 ms, but got 0 ms",
                "run --delivery=twice                       | delivery",
                "run --unknown                              | Unknown option"
            })
    void refusesWhatIsWrongAndNamesIt(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add("--bootstrap-servers=" + KAFKA.bootstrapServers());
        all.add(all.get(0).equals("run") ? "--model=" + stores.model : "--readings=" + stores.readings);
        assertTrue(stores.execute(all) != 0);
        assertTrue(stores.said().contains(message), stores.said());
    }

    @Test
    void namesABrokerThatDoesNotAnswer() {
        assertEquals(
                1,
                stores.execute(List.of(
                        "run",
                        "--bootstrap-servers=localhost:1",
                        "--model=" + stores.model,
                        "--kafka-property=default.api.timeout.ms=800",
                        "--kafka-property=request.timeout.ms=500")));
        assertTrue(
                stores.said().contains("Kafka at localhost:1: asking for the id of the cluster failed"), stores.said());
    }

    @Test
    void namesAModelThatIsNotThere() {
        for (String location : List.of("none.safetensors", "file:/none.safetensors")) {
            assertEquals(
                    1,
                    stores.execute(List.of("run", "--bootstrap-servers=localhost:1", "--model=" + location)),
                    location);
            assertTrue(stores.said().contains("none.safetensors"), stores.said());
        }
    }

    @Test
    void namesAModelThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(stores.model);
        for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
            Path cut = directory.resolve("cut-" + length + ".safetensors");
            Files.write(cut, Arrays.copyOf(whole, length));
            for (String location : List.of(cut.toString(), cut.toUri().toString())) {
                assertEquals(
                        1, stores.execute(List.of("run", "--bootstrap-servers=localhost:1", "--model=" + location)));
                assertTrue(stores.said().contains("cut-" + length + ".safetensors: "), stores.said());
            }
        }
    }
}
