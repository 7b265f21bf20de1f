package io.undercurrent.format.encoding;

import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.schema.JsonSchemaFileReader;
import io.undercurrent.format.schema.MessageFrame;
import io.undercurrent.format.schema.MessageText;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.format.schema.RegistryOptions;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.format.schema.avro.AvroFileReader;
import io.undercurrent.format.schema.avro.AvroSchemas;
import io.undercurrent.format.schema.avro.AvroText;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;

/** How the fields of messages are in their bytes. */
public sealed interface Encoding extends Serializable {

    /** JSON texts. */
    Encoding JSON = new Json();

    /**
     * Makes what reads such messages.
     *
     * @param news hears when readings have to wait for a registry
     */
    FieldReaders readers(RegistryNews news);

    /** Makes what shows such messages to people. */
    MessageText text();

    /** Whether a part of a message names the schema that says what it is. */
    default boolean namesSchema(Part part, byte[] bytes, Map<String, byte[]> headers) {
        return false;
    }

    /** What keeps readings away at present; empty where nothing does. May take some seconds. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /** JSON texts. */
    record Json() implements Encoding {
        @Override
        public FieldReaders readers(RegistryNews news) {
            return FieldReaders.JSON;
        }

        @Override
        public MessageText text() {
            return MessageText.OF_JSON;
        }
    }

    /** Whatever the schemas of a registry say, one of which each message names. */
    record Registered(RegistryOptions registry) implements Encoding {

        public Registered {
            Objects.requireNonNull(registry, "registry");
        }

        @Override
        public FieldReaders readers(RegistryNews news) {
            SchemaRegistry client = new SchemaRegistry(registry, news);
            return (slots, fault, part, wrapped) -> new RegistryFieldReader(client, slots, fault, part);
        }

        @Override
        public MessageText text() {
            return new RegistryText(new SchemaRegistry(registry, RegistryNews.NOBODY));
        }

        @Override
        public boolean namesSchema(Part part, byte[] bytes, Map<String, byte[]> headers) {
            return MessageFrame.isPresent(bytes, headers, part);
        }

        @Override
        public Optional<String> problem() {
            return new SchemaRegistry(registry, RegistryNews.NOBODY).problem();
        }
    }

    /**
     * Avro of one schema, bare or in its single-object encoding.
     *
     * @param schema as JSON
     */
    record Avro(String schema) implements Encoding {

        public Avro {
            AvroSchemas.parse(schema);
        }

        @Override
        public FieldReaders readers(RegistryNews news) {
            Schema parsed = AvroSchemas.parse(schema);
            return (slots, fault, part, wrapped) -> part == Part.KEY
                    ? FieldReaders.JSON.reader(slots, fault, part, wrapped)
                    : new AvroFileReader(parsed, slots, fault);
        }

        @Override
        public MessageText text() {
            Schema parsed = AvroSchemas.parse(schema);
            return (part, bytes, headers) -> part == Part.KEY
                    ? MessageText.OF_JSON.of(part, bytes, headers)
                    : AvroText.of(parsed, bytes, AvroSchemas.start(parsed, bytes));
        }
    }

    /**
     * JSON of one schema, which says how days and decimals are written.
     *
     * @param schema a JSON Schema
     */
    record JsonOfSchema(String schema) implements Encoding {
        @Override
        public FieldReaders readers(RegistryNews news) {
            return (slots, fault, part, wrapped) -> part == Part.KEY
                    ? FieldReaders.JSON.reader(slots, fault, part, wrapped)
                    : new JsonSchemaFileReader(schema, slots, fault, wrapped);
        }

        @Override
        public MessageText text() {
            return MessageText.OF_JSON;
        }
    }

    /**
     * Avro or JSON with the schema of a file.
     *
     * @throws IllegalArgumentException if there is no such file, or no schema in it
     */
    static Encoding ofFile(Path file) {
        try {
            String schema = Files.readString(file);
            return JsonSchemaFileReader.isSchema(schema) ? new JsonOfSchema(schema) : new Avro(schema);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "schema-file: expected a file with an Avro schema or a JSON Schema, but cannot read " + file,
                    unreadable);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("schema-file: " + file + ": " + refused.getMessage(), refused);
        }
    }
}
