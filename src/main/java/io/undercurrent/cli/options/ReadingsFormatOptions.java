package io.undercurrent.cli.options;

import io.undercurrent.cli.files.MappingFile;
import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.mapping.TopicSettings;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how messages and files write readings. Without any, they are as the data contract has them. */
public final class ReadingsFormatOptions {

    @Option(
            names = "--readings-format",
            paramLabel = "FILE",
            description =
                    "A file with any of the settings from --key-field to --schema-file, under the same names without"
                            + " the dashes: YAML (.yaml, .yml) or properties. In YAML, 'topics' and 'topic-patterns' have settings"
                            + " for topics that differ. Options win over the file. What is said there of messages alone is passed"
                            + " over for files, and the other way round.")
    private Path file;

    @Option(
            names = "--key-field",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description =
                    "The field with the key of the series (default: key). Several, separated by commas, make a composite"
                            + " key. Here and below, a field inside of another is a JSON pointer such as /shop/id.")
    private List<String> keyFields;

    @Option(
            names = "--key-separator",
            paramLabel = "TEXT",
            description = "The text between the parts of a composite key (default: |).")
    private String keySeparator;

    @Option(
            names = "--key-from",
            paramLabel = "PLACE",
            description =
                    "Where the key of the series is: message, or message-key for the key of the Kafka message. Without"
                            + " --key-field that is the whole message key, with it fields of its JSON (default: message).")
    private String keyFrom;

    @Option(names = "--date-field", paramLabel = "NAME", description = "The field with the day (default: date).")
    private String dateField;

    @Option(
            names = "--date-form",
            paramLabel = "FORM",
            description =
                    "How days are written: iso-date (2025-03-18), iso-time (2025-03-18T23:30:00+01:00), epoch-days,"
                            + " epoch-s, epoch-ms, epoch-us, epoch-ns, local-ms, local-us, local-ns, local-time, or a pattern such"
                            + " as dd.MM.yyyy (default: what a schema says, or iso-date).")
    private String dateForm;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The time zone in which a moment is converted to a day, such as Europe/Berlin (default: UTC).")
    private String zone;

    @Option(
            names = "--value",
            paramLabel = "NAME=FIELD",
            converter = NamesConverter.class,
            description =
                    "The field of a value that has another name there, such as sales=qty; may be repeated. Other values"
                            + " are in the fields of their own names.")
    private List<String> values;

    @Option(
            names = "--multiply",
            paramLabel = "NAME=N",
            converter = NamesConverter.class,
            description = "Multiplies a value, such as temperature=0.1 for tenths of a degree; may be repeated.")
    private List<String> factors;

    @Option(
            names = "--decimal",
            paramLabel = "NAME=DIGITS",
            converter = NamesConverter.class,
            description =
                    "A value that Kafka Connect writes as a decimal in base 64, with its digits after the point; may be"
                            + " repeated. Not needed where the schema is in the message.")
    private List<String> decimals;

    @Option(
            names = "--missing",
            paramLabel = "TEXTS",
            converter = NamesConverter.class,
            description =
                    "Numbers and texts that stand for a value that was not read, such as -9999,NaN; may be repeated.")
    private List<String> missing;

    @Option(names = "--numbers-as-text", arity = "0", description = "Take texts for numbers, such as \"318\".")
    private boolean numbersAsText;

    @Option(
            names = "--decimal-comma",
            arity = "0",
            description = "Numbers in texts and files have a comma before the decimals.")
    private boolean decimalComma;

    @Option(
            names = "--envelope",
            paramLabel = "KIND",
            description =
                    "What is around the fields of a message: none, connect (schema and payload), debezium (before, after"
                            + " and op, with or without schema and payload; Flink's debezium-json too) or cloudevents (default: none).")
    private String envelope;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = "What is between the cells of a file: a character, or tab (default: a comma).")
    private String delimiter;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "In files, the encoding of the text, such as windows-1252 (default: UTF-8).")
    private String charset;

    @Option(
            names = "--series-columns",
            paramLabel = "NAME",
            description =
                    "In files, each column but the date is a series of the value NAME, with the heading as its key.")
    private String seriesColumns;

    @Mixin
    private SchemaOptions schema;

    /**
     * How the rows of a file say readings, for a command that reads no topic.
     *
     * @throws IllegalArgumentException that names the option or the file, or an option that says something of messages alone
     */
    public ReadingMapping fileMapping() throws IOException {
        refuse(MappingSettings.OF_MESSAGES, "a topic", "a file");
        if (seriesColumns != null && keyFields != null) {
            throw new IllegalArgumentException(
                    "--key-field: expected none with --series-columns, with which the headings are the keys");
        }
        return mapping();
    }

    /**
     * How the messages of each topic say readings, for a command that reads no file.
     *
     * @throws IllegalArgumentException that names the option or the file, or an option that says something of files alone
     */
    public TopicMappings topicMappings() throws IOException {
        refuse(MappingSettings.OF_FILES, "a file", "a topic");
        return mappings();
    }

    /**
     * Makes sure that what is to be multiplied is read: a name with a slip of the pen would leave all values as they are. A file of
     * settings, which is for all commands, may have more.
     *
     * @throws IllegalArgumentException that names the value
     */
    public void requireFactorsOf(Columns columns) {
        for (String factor : factors == null ? List.<String>of() : factors) {
            String name = factor.split("=", 2)[0];
            if (!columns.names().contains(name)) {
                throw new IllegalArgumentException("--multiply: expected some of the values "
                        + CsvList.write(columns.names()) + ", which are read, but got '" + name + "'");
            }
        }
    }

    /** What stands in a file of settings, which is for all commands, is passed over where it does not matter. */
    private void refuse(Set<String> settings, String expected, String given) {
        for (String name : options().all().keySet()) {
            if (settings.contains(name)) {
                throw new IllegalArgumentException("--" + name + ": expected with readings from " + expected
                        + ", but they come from " + given + ", which has no such thing");
            }
        }
    }

    /**
     * How the rows of a file say readings.
     *
     * @throws IllegalArgumentException that names the option or the file
     */
    public ReadingMapping mapping() throws IOException {
        return make((settings, options) -> settings.with(options).mapping());
    }

    /**
     * How the messages of each topic say readings.
     *
     * @throws IllegalArgumentException that names the option or the file
     */
    public TopicMappings mappings() throws IOException {
        return make(TopicSettings::mappings);
    }

    /** How files are laid out. */
    public FileForm fileForm() throws IOException {
        return make((settings, options) -> settings.with(options).fileForm());
    }

    private <T> T make(BiFunction<TopicSettings, MappingSettings, T> part) throws IOException {
        TopicSettings settings = file == null ? TopicSettings.of(new MappingSettings()) : MappingFile.read(file);
        MappingSettings options = options();
        try {
            return part.apply(settings, options);
        } catch (IllegalArgumentException refused) {
            String name = refused.getMessage().split(":", 2)[0];
            String place = options.all().containsKey(name) || file == null ? "--" : file + ": ";
            throw new IllegalArgumentException(place + refused.getMessage(), refused);
        }
    }

    private MappingSettings options() {
        MappingSettings options = new MappingSettings();
        put(options, MappingSettings.KEY_FIELD, keyFields);
        put(options, MappingSettings.VALUE, values);
        put(options, MappingSettings.MULTIPLY, factors);
        put(options, MappingSettings.DECIMAL, decimals);
        put(options, MappingSettings.MISSING, missing);
        put(options, MappingSettings.KEY_SEPARATOR, keySeparator);
        put(options, MappingSettings.KEY_FROM, keyFrom);
        put(options, MappingSettings.DATE_FIELD, dateField);
        put(options, MappingSettings.DATE_FORM, dateForm);
        put(options, MappingSettings.ZONE, zone);
        put(options, MappingSettings.ENVELOPE, envelope);
        put(options, MappingSettings.DELIMITER, delimiter);
        put(options, MappingSettings.CHARSET, charset);
        put(options, MappingSettings.SERIES_COLUMNS, seriesColumns);
        put(options, MappingSettings.NUMBERS_AS_TEXT, numbersAsText ? "true" : null);
        put(options, MappingSettings.DECIMAL_COMMA, decimalComma ? "true" : null);
        options.putAll(schema.settings());
        return options;
    }

    private static void put(MappingSettings options, String name, String text) {
        put(options, name, text == null ? null : List.of(text));
    }

    private static void put(MappingSettings options, String name, List<String> texts) {
        if (texts != null) {
            options.put(name, texts);
        }
    }
}
