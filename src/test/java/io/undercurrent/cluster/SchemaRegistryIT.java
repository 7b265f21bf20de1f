package io.undercurrent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.protobuf.ProtobufKafkaSerializer;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.Message;
import io.undercurrent.format.MutatedMessages;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.encoding.RegisteredRowText;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.result.FlatForecastParser;
import io.undercurrent.format.result.FlatScoreParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.format.schema.RegistryOptions;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.job.TopicReader;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages with schemas of a real registry, written by real serialisers, through whole commands. */
@Timeout(300)
class SchemaRegistryIT {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));

    private static EmbeddedKafka kafka;
    private static RegistryProcess registry;
    private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        registry = RegistryProcess.start(directory);
        kafka = EmbeddedKafka.start();
        registry.await();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        registry.close();
        EXECUTOR.shutdownNow();
    }

    /**
     * Apicurio's serialisers with the id inside or in headers, JSON as Confluent's writes it, and a registry that is away at first. Results
     * are Avro, with a registry behind TLS and a login.
     */
    @Test
    void messagesOfAllEncodingsBecomeForecastsAsSoonAsTheRegistryAnswers() throws Exception {
        kafka.createTopic("avro.readings", 1);
        for (boolean headers : List.of(false, true)) {
            send("avro.readings", new AvroKafkaSerializer<>(), headers, SoldMessages.avro("avro " + headers));
            send(
                    "avro.readings",
                    new ProtobufKafkaSerializer<>(),
                    headers,
                    SoldMessages.protobuf("protobuf " + headers));
        }
        for (byte[] message : SoldMessages.json(registry, "json")) {
            sendBytes("avro.readings", message);
        }
        GenericRecord wrong = SoldMessages.sold("late", Integer.MAX_VALUE, BigDecimal.valueOf(1), null);
        send("avro.readings", new AvroKafkaSerializer<>(), false, List.of(wrong));
        byte[] unknown =
                ByteBuffer.allocate(6).put((byte) 0).putInt(4711).put((byte) 2).array();
        sendBytes("avro.readings", unknown);
        sendBytes("avro.readings", "{\"store\":\"no Avro\"}".getBytes(UTF_8));

        int away = Distribution.freePort();
        try (RegistryFront front = RegistryFront.open(registry, directory);
                JavaProcess run = command(
                        "run",
                        "--readings-topic=avro.readings",
                        "--predictions-topic=avro.predictions",
                        "--scores-topic=avro.scores",
                        "--rejected-topic=avro.rejected",
                        "--forecast-layout=flat",
                        "--results-schema=avro",
                        "--results-registry=" + front.uri("/apis/ccompat/v7"),
                        "--results-registry-properties=" + front.clientSettings(),
                        "--schema-registry=http://" + Distribution.LOOPBACK + ":" + away + "/apis/ccompat/v7",
                        "--key-field=store,item",
                        "--date-field=day",
                        "--value=sales=qty",
                        "--parallelism=1",
                        "--bounded",
                        "--model=" + model())) {
            Await.until("the job says that it waits", () -> {
                run.requireAlive();
                return run.said().contains("wait for the schema registry")
                        && run.said().contains("forecasts sales");
            });
            assertEquals(List.of(), TopicReader.read(kafka.bootstrapServers(), "avro.rejected"));
            Forwarder back = Forwarder.open(away, registry.port());
            try (back) {
                assertEquals(0, run.await(120), run.said());
            }
        }
        Map<String, Integer> forecasts = new HashMap<>();
        for (GenericRecord row : rows("avro.predictions", "ForecastKey", "Forecast")) {
            assertEquals((int) row.get("origin") + (int) row.get("lead"), row.get("day"));
            if (row.get("lead").equals(7)) {
                forecasts.merge(row.get("key").toString(), 1, Integer::sum);
            }
        }
        Map<String, Integer> expected = new HashMap<>();
        List.of("avro false", "avro true", "protobuf false", "protobuf true", "json")
                .forEach(store -> expected.put(store + "|7", SoldMessages.DAYS));
        assertEquals(expected, forecasts);
        List<GenericRecord> scored = rows("avro.scores", "ScoreKey", "Score");
        // Each day but the first had been forecast.
        assertEquals(
                5 * (SoldMessages.DAYS - 1),
                scored.stream()
                        .filter(row -> row.get("lead").equals(1))
                        .filter(row -> row.get("forecast") != null)
                        .count());
        RowText text = new RegisteredRowText(client(registry.port(), RegistryNews.NOBODY));
        FlatForecastParser parser = new FlatForecastParser(text);
        assertEquals(
                5 * SoldMessages.DAYS,
                TopicReader.read(kafka.bootstrapServers(), "avro.predictions").stream()
                        .flatMap(row -> parser.add(row.value(), place(row)).stream())
                        .count());
        FlatScoreParser scoreParser = new FlatScoreParser(text);
        assertEquals(
                scored.size() / 7,
                TopicReader.read(kafka.bootstrapServers(), "avro.scores").stream()
                        .flatMap(row -> scoreParser.add(row.value(), place(row)).stream())
                        .count());
        List<String> reasons = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> rejected : TopicReader.read(kafka.bootstrapServers(), "avro.rejected")) {
            Header decoded = rejected.headers().lastHeader("decoded");
            reasons.add(new String(rejected.headers().lastHeader("detail").value(), UTF_8)
                    + (decoded == null ? "" : " " + new String(decoded.value(), UTF_8)));
        }
        assertEquals(
                List.of(
                        "day: expected days since 1970 as a number, but got the number '2147483647' {\"store\":\"late\",\"item\":7,"
                                + "\"day\":2147483647,\"qty\":1.00,\"promotion\":null}",
                        "message: expected the id of a schema that the registry knows, but got 4711",
                        "message: expected a zero and the id of a schema as the first five bytes, but got 0x7b first"),
                reasons);
    }

    /** Avro, Protobuf and JSON Schema as serialisers write them, damaged behind the id of the schema. */
    @Test
    void everyMutationOfAMessageWithASchemaHasAResult() throws Exception {
        MappingSettings settings = new MappingSettings();
        settings.put(
                MappingSettings.SCHEMA_REGISTRY,
                List.of(registry.uri("/apis/ccompat/v7").toString()));
        settings.put(MappingSettings.KEY_FIELD, List.of("store", "item"));
        settings.put(MappingSettings.DATE_FIELD, List.of("day"));
        settings.put(MappingSettings.VALUE, List.of("sales=qty"));
        byte[] key = "any".getBytes(UTF_8);
        Map<Reason, List<byte[]>> messages = Map.of(
                Reason.NOT_DECODABLE,
                List.of(
                        bytes(
                                new AvroKafkaSerializer<>(),
                                SoldMessages.avro("a").get(1)),
                        bytes(
                                new ProtobufKafkaSerializer<>(),
                                SoldMessages.protobuf("b").get(1))),
                Reason.NOT_JSON,
                List.of(SoldMessages.json(registry, "c").get(1)));
        messages.forEach((reason, ofKind) -> ofKind.forEach(message -> MutatedMessages.allHaveResults(
                settings.mapping().format(COLUMNS, List.of()), key, List.of(message), 5, reason)));
    }

    /** As a serialiser of Avro writes keys that are texts, and as it writes those with fields. */
    @Test
    void theKeyOfAMessageIsReadByItsSchema() throws Exception {
        MappingSettings settings = new MappingSettings();
        settings.put(
                MappingSettings.SCHEMA_REGISTRY,
                List.of(registry.uri("/apis/ccompat/v7").toString()));
        settings.put(MappingSettings.KEY_FROM, List.of("message-key"));
        settings.put(MappingSettings.DATE_FIELD, List.of("day"));
        settings.put(MappingSettings.VALUE, List.of("sales=qty"));
        byte[] value = bytes(new AvroKafkaSerializer<>(), SoldMessages.avro("a").get(1));
        ReadingFormat format = settings.mapping().format(COLUMNS, List.of());
        int text = registry.register("text-key", "{\"schema\":\"\\\"string\\\"\"}");
        byte[] framed = ByteBuffer.allocate(9)
                .put((byte) 0)
                .putInt(text)
                .put("\u0006s17".getBytes(UTF_8))
                .array();
        assertEquals(
                "s17",
                assertInstanceOf(
                                ReadingFormat.Accepted.class,
                                format.read(new Message(framed, value, Map.of()))
                                        .get(0))
                        .reading()
                        .key());
        String detail = assertInstanceOf(
                        ReadingFormat.Refused.class,
                        format.read(new Message(value, value, Map.of())).get(0))
                .rejection()
                .detail();
        assertTrue(detail.startsWith("message key: expected a text or a whole number, but got "), detail);
        assertTrue(detail.endsWith("; --key-field names what to take of it"), detail);
    }

    private static <T> byte[] bytes(Serializer<T> serializer, T message) {
        try (Serializer<T> configured = SoldMessages.configured(registry, serializer, false)) {
            return configured.serialize("mutated", message);
        }
    }

    private static RowPlace place(ConsumerRecord<byte[], byte[]> row) {
        return RowPlace.parse(row.headers().lastHeader(RowPlace.HEADER).value());
    }

    private static SchemaRegistry client(int port, RegistryNews news) {
        return new SchemaRegistry(
                RegistryOptions.of(List.of("http://" + Distribution.LOOPBACK + ":" + port + "/apis/ccompat/v7"), null),
                news);
    }

    @Test
    void schemasAreRegisteredAsSoonAsTheRegistryAnswersAndRefusedWhereTheyDoNotFit() throws Exception {
        int away = Distribution.freePort();
        CompletableFuture<String> problem = new CompletableFuture<>();
        SchemaRegistry client = client(away, new RegistryNews() {
            @Override
            public void waits(String what) {
                problem.complete(what);
            }

            @Override
            public void answers() {}
        });
        Future<Integer> id = EXECUTOR.submit(() -> client.register("sold/a-value", SoldMessages.SOLD));
        assertTrue(problem.get(60, TimeUnit.SECONDS).contains("does not answer"), problem.join());
        Forwarder back = Forwarder.open(away, registry.port());
        try (back) {
            int first = id.get(60, TimeUnit.SECONDS);
            assertEquals(first, client.register("sold/a-value", SoldMessages.SOLD));
            assertEquals(first, client.register("sold/b-value", SoldMessages.SOLD), "the same schema elsewhere");
            registry.requireCompatible("sold%2Fa-value");
            String refused = assertThrows(
                            IllegalStateException.class,
                            () -> client.register("sold/a-value", SoldMessages.SOLD.replace("\"item\"", "\"article\"")))
                    .getMessage();
            assertTrue(refused.contains("sold%2Fa-value/versions: "), refused);
        }
    }

    /** The rows of a topic, as Apicurio's deserialiser reads them for others. */
    private static List<GenericRecord> rows(String topic, String key, String row) {
        List<GenericRecord> rows = new ArrayList<>();
        try (AvroKafkaDeserializer<GenericRecord> keys = deserializer(true);
                AvroKafkaDeserializer<GenericRecord> values = deserializer(false)) {
            for (ConsumerRecord<byte[], byte[]> message : TopicReader.read(kafka.bootstrapServers(), topic)) {
                GenericRecord read = values.deserialize(topic, message.headers(), message.value());
                GenericRecord readKey = keys.deserialize(topic, message.headers(), message.key());
                assertEquals("io.undercurrent." + row, read.getSchema().getFullName());
                assertEquals("io.undercurrent." + key, readKey.getSchema().getFullName());
                readKey.getSchema()
                        .getFields()
                        .forEach(
                                field -> assertEquals(read.get(field.name()), readKey.get(field.name()), field.name()));
                assertEquals(
                        LogicalTypes.date(),
                        read.getSchema().getField("day").schema().getLogicalType());
                rows.add(read);
            }
        }
        return rows;
    }

    private static AvroKafkaDeserializer<GenericRecord> deserializer(boolean key) {
        AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
        deserializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry.uri("/apis/registry/v2").toString()),
                key);
        return deserializer;
    }

    private static <T> void send(String topic, Serializer<T> serializer, boolean headers, List<T> messages) {
        try (KafkaProducer<String, T> producer = new KafkaProducer<>(
                settings(), new StringSerializer(), SoldMessages.configured(registry, serializer, headers))) {
            messages.forEach(message -> producer.send(new ProducerRecord<>(topic, "any", message)));
        }
    }

    private static void sendBytes(String topic, byte[] message) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, message));
        }
    }

    private static Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static Path model() throws IOException {
        Path model = directory.resolve("model.safetensors");
        ModelFile.write(
                RecurrentModel.untrained(
                        new ModelSpec(
                                COLUMNS, List.of(true), 14, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                        1),
                model);
        return model;
    }

    private static JavaProcess command(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(name, "--bootstrap-servers=" + kafka.bootstrapServers()));
        arguments.addAll(List.of(options));
        List<String> jvm = new ArrayList<>(Distribution.jvmOptions());
        jvm.add("-Xmx512m");
        return JavaProcess.start(
                directory.resolve(name + "-" + System.nanoTime() + ".log"),
                jvm,
                Distribution.home() + "/lib/*:" + Distribution.home() + "/flink-lib/*",
                Map.of(),
                "io.undercurrent.cli.Undercurrent",
                arguments);
    }
}
