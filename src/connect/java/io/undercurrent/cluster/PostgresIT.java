package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.result.FlatForecastParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.job.TopicReader;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page on PostgreSQL, done as it stands there, with PostgreSQL, Kafka Connect and Debezium's connectors. */
@Timeout(600)
class PostgresIT {

    private static final Page PAGE = Page.read(Page.DIRECTORY.resolve("postgresql.md"));
    private static final String FILE = "file: ";
    private static final String QUERY = "query: ";
    private static final String TOPIC = "shop.public.sales";

    private final Path directory = Distribution.freshDirectory("postgresql");
    private final Map<String, String> places = new LinkedHashMap<>();
    private JavaProcess worker;

    @Test
    void fromATableToForecastsAndBack() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            int port = Distribution.freePort();
            places.put("localhost:9092", kafka.bootstrapServers());
            places.put("5432", Integer.toString(postgres.getPort()));
            places.put("8083", Integer.toString(port));
            try (DocumentedShell shell = new DocumentedShell(directory, places)) {
                shell.run(new Block(
                        Path.of("path"), 2, "sh", "export PATH=\"$PWD/target/undercurrent/bin:$PATH\"\n", ""));
                follow(shell, kafka.bootstrapServers(), connection);
            } finally {
                if (worker != null) {
                    worker.close();
                }
            }
        }
    }

    private void follow(DocumentedShell shell, String kafka, Connection connection) throws Exception {
        for (Block block : PAGE.allBlocks()) {
            String note = block.note();
            if (note.startsWith(FILE)) {
                Path file = directory.resolve(note.substring(FILE.length()));
                Files.writeString(file, here(block.text()));
                if (file.endsWith("worker.properties")) {
                    startWorker(file);
                }
            } else if (note.startsWith(QUERY)) {
                answer(note.substring(QUERY.length()), block.text(), kafka, connection);
            } else if (block.language().equals("sql")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(block.text());
                }
            } else if (!note.startsWith("not run: ")) {
                if (note.equals("after: the snapshot")) {
                    awaitConnect(
                            "the snapshot", () -> TopicReader.read(kafka, TOPIC).size() == 360);
                }
                shell.run(block);
            }
        }
        rowsOfTheConnectorAreAsThePageOnFormatsSays(kafka);
        columnsOfTheConnectorAreAsThePageOnFormatsSays(kafka, connection);
    }

    private String here(String text) {
        String replaced = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            replaced = replaced.replace(place.getKey(), place.getValue());
        }
        return replaced;
    }

    private void startWorker(Path settings) throws Exception {
        String text = Files.readString(settings);
        Files.writeString(
                settings,
                text.replace(
                        "connect.offsets", directory.resolve("connect.offsets").toString()));
        worker = JavaProcess.start(
                directory.resolve("connect.log"),
                List.of("-Xmx512m"),
                System.getProperty("java.class.path"),
                Map.of(),
                ConnectStandalone.class.getName(),
                List.of(settings.toString()));
        HttpRequest connectors = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + places.get("8083") + "/connectors"))
                .build();
        awaitConnect("Kafka Connect", () -> {
            try {
                return HttpClient.newHttpClient()
                                .send(connectors, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void awaitConnect(String what, Condition condition) throws InterruptedException {
        try {
            Await.until(what, () -> {
                worker.requireAlive();
                try {
                    return condition.holds();
                } catch (Exception failure) {
                    throw new IllegalStateException(what, failure);
                }
            });
        } catch (IllegalStateException failure) {
            throw new IllegalStateException(worker.said(), failure);
        }
    }

    /** Waits until the table has what the topic has, or revisions of all series that the change concerns. */
    private void answer(String name, String query, String kafka, Connection connection) throws Exception {
        awaitConnect(name, () -> {
            List<String> rows = rows(connection, query);
            if (name.equals("newest")) {
                List<String> expected = newest(kafka);
                return expected.size() == 21 && expected.equals(rows);
            }
            return Set.of("17/a", "17/b", "18/a")
                    .equals(rows.stream().map(row -> row.split(" ")[0]).collect(Collectors.toSet()));
        });
    }

    /** The forecasts from the last day of the table, in the topic. */
    private static List<String> newest(String kafka) {
        List<String> rows = new ArrayList<>();
        forecasts(kafka).values().stream()
                .filter(forecast -> forecast.originDate().toString().equals("2025-04-30"))
                .sorted(Comparator.comparing(Forecast::key))
                .forEach(forecast -> {
                    for (int lead = 0; lead < 7; lead++) {
                        rows.add(String.join(
                                " ",
                                forecast.key(),
                                forecast.originDate().plusDays(lead + 1).toString(),
                                Double.toString(forecast.value(0, 0, lead)),
                                Double.toString(forecast.value(0, 1, lead)),
                                Double.toString(forecast.value(0, 2, lead))));
                    }
                });
        return rows;
    }

    private static List<String> rows(Connection connection, String query) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(result.getObject(column)));
                }
                rows.add(String.join(" ", cells));
            }
        } catch (SQLException noTableYet) {
            return List.of();
        }
        return rows;
    }

    /** The newest revision of each by series and origin. */
    private static Map<String, Forecast> forecasts(String kafka) {
        FlatForecastParser parser = new FlatForecastParser();
        Map<String, Forecast> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : TopicReader.read(kafka, "predictions")) {
            parser.add(
                            row.value(),
                            RowPlace.parse(
                                    row.headers().lastHeader(RowPlace.HEADER).value()))
                    .ifPresent(forecast -> newest.put(forecast.key() + " " + forecast.origin(), forecast));
        }
        return newest;
    }

    /** Columns of kinds that good guesses get wrong, from a connector of each way to write time, and what becomes of them. */
    private void columnsOfTheConnectorAreAsThePageOnFormatsSays(String kafka, Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kinds (key text PRIMARY KEY, date date, measured real, counted numeric,"
                    + " sold numeric(10, 2));"
                    + "INSERT INTO kinds VALUES ('a', '2025-03-18', 1.5, 318.50, 318.50), ('b', '2025-03-18', 'NaN', 1, 1),"
                    + " ('c', '2025-03-18', 1, 'NaN', 'NaN'), ('d', 'infinity', 1, 1, 1), ('e', '-infinity', 1, 1, 1)");
        }
        connectKinds("adaptive");
        connectKinds("isostring");
        Map<String, List<String>> expected = Map.of(
                "adaptive",
                List.of(
                        "{'date':20165,'measured':1.5,'counted':{'scale':1,'value':'DHE='},'sold':'fGo='} 2025-03-18 [1.5, 318.5, 318.5]",
                        "{'date':20165,'measured':'NaN','counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} not-a-number",
                        "{'date':20165,'measured':1.0,'counted':null,'sold':null} 2025-03-18 [1.0, NaN, NaN]",
                        "{'date':-622191234,'measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':-625821272,'measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':-2147472692,'measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':-2147472691,'measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date"),
                "isostring",
                List.of(
                        "{'date':'2025-03-18Z','measured':1.5,'counted':{'scale':1,'value':'DHE='},'sold':'fGo='} 2025-03-18 [1.5, 318.5, 318.5]",
                        "{'date':'2025-03-18Z','measured':'NaN','counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} not-a-number",
                        "{'date':'2025-03-18Z','measured':1.0,'counted':null,'sold':null} 2025-03-18 [1.0, NaN, NaN]",
                        "{'date':'+292278994-08-16Z','measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':'+292269055-12-02Z','measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':'-5877611-06-21Z','measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date",
                        "{'date':'-5877611-06-22Z','measured':1.0,'counted':{'scale':0,'value':'AQ=='},'sold':'ZA=='} impossible-date"));
        Map<String, List<String>> found = new HashMap<>();
        for (String mode : expected.keySet()) {
            String topic = mode + ".public.kinds";
            awaitConnect(topic, () -> TopicReader.read(kafka, topic).size() == 5);
        }
        // A date without an end is another one in a snapshot of the table than in a change of it.
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO kinds VALUES ('f', 'infinity', 1, 1, 1), ('g', '-infinity', 1, 1, 1)");
        }
        for (String mode : expected.keySet()) {
            String topic = mode + ".public.kinds";
            awaitConnect(topic, () -> TopicReader.read(kafka, topic).size() == 7);
            found.put(mode, kinds(TopicReader.read(kafka, topic)));
        }
        assertEquals(expected, found);
    }

    /** The connector of the page with another table, all columns and a way to write time. */
    private void connectKinds(String mode) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode connector =
                (ObjectNode) json.readTree(directory.resolve("from-sales.json").toFile());
        connector.put("name", mode);
        connector
                .withObject("/config")
                .put("topic.prefix", mode)
                .put("slot.name", mode)
                .put("publication.name", mode)
                .put("table.include.list", "public.kinds")
                .put("time.precision.mode", mode)
                .remove("message.key.columns");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + places.get("8083") + "/connectors"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(connector)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(201, answer.statusCode(), answer.body());
    }

    /** Each row in the message, and the reading or the reason that it becomes. */
    private static List<String> kinds(List<ConsumerRecord<byte[], byte[]>> messages) throws IOException {
        MappingSettings settings = new MappingSettings();
        settings.put(MappingSettings.ENVELOPE, List.of("debezium"));
        ReadingFormat format =
                settings.mapping().format(new Columns(List.of("measured", "counted", "sold"), List.of()), List.of());
        Map<String, String> rows = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            ObjectNode row = (ObjectNode)
                    new ObjectMapper().readTree(message.value()).get("payload").get("after");
            String key = row.remove("key").asText();
            ReadingFormat.Result result =
                    format.read(Message.of(message.value())).get(0);
            rows.put(
                    key,
                    row.toString().replace('"', '\'') + " "
                            + (result instanceof ReadingFormat.Accepted accepted
                                    ? accepted.reading().date() + " "
                                            + Arrays.toString(accepted.reading().values())
                                    : ((ReadingFormat.Refused) result)
                                            .rejection()
                                            .reason()
                                            .code()));
        }
        return List.copyOf(rows.values());
    }

    private static void rowsOfTheConnectorAreAsThePageOnFormatsSays(String kafka) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : TopicReader.read(kafka, TOPIC)) {
            if (message.value() == null) {
                changes.add("tombstone");
                continue;
            }
            JsonNode change = json.readTree(message.value()).get("payload");
            if (!change.get("op").asText().equals("r")) {
                JsonNode after = change.get("after");
                changes.add(change.get("op").asText()
                        + (after.isNull()
                                ? ""
                                : " " + after.get("store").asText() + " " + after.get("day") + " "
                                        + after.get("sold").asText()));
            }
        }
        changes.sort(null);
        // 318.50 is the bytes of the whole number 31850; a change of the key is a delete, its tombstone and a row of
        // its own.
        assertEquals(List.of("c 19 20208 J0I=", "d", "d", "tombstone", "tombstone", "u 17 20208 fGo="), changes);
    }
}
