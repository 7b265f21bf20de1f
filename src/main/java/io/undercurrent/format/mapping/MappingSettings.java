package io.undercurrent.format.mapping;

import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.schema.RegistryOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A mapping as users write it: settings by name, each with one or more texts. The same names are options of the command
 * line and entries of a file.
 */
public final class MappingSettings {

    static final String DEFAULT_KEY = "key";
    static final String DEFAULT_DATE = "date";
    static final String DEFAULT_SEPARATOR = "|";
    static final String DEFAULT_ZONE = "UTC";
    static final String DEFAULT_CHARSET = "UTF-8";

    public static final String ENVELOPE = "envelope";
    public static final String KEY_FIELD = "key-field";
    public static final String KEY_FROM = "key-from";
    public static final String KEY_SEPARATOR = "key-separator";
    public static final String DATE_FIELD = "date-field";
    public static final String DATE_FORM = "date-form";
    public static final String ZONE = "zone";
    public static final String VALUE = "value";
    public static final String MULTIPLY = "multiply";
    public static final String DECIMAL = "decimal";
    public static final String MISSING = "missing";
    public static final String NUMBERS_AS_TEXT = "numbers-as-text";
    public static final String DECIMAL_COMMA = "decimal-comma";
    public static final String DELIMITER = "delimiter";
    public static final String CHARSET = "charset";
    public static final String SERIES_COLUMNS = "series-columns";

    public static final String SCHEMA_REGISTRY = "schema-registry";
    public static final String SCHEMA_REGISTRY_PROPERTIES = "schema-registry-properties";
    public static final String SCHEMA_FILE = "schema-file";

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            ENVELOPE,
            KEY_FIELD,
            KEY_FROM,
            KEY_SEPARATOR,
            DATE_FIELD,
            DATE_FORM,
            ZONE,
            VALUE,
            MULTIPLY,
            DECIMAL,
            MISSING,
            NUMBERS_AS_TEXT,
            DECIMAL_COMMA,
            DELIMITER,
            CHARSET,
            SERIES_COLUMNS,
            SCHEMA_REGISTRY,
            SCHEMA_REGISTRY_PROPERTIES,
            SCHEMA_FILE));

    /** Those that say something of messages, which the rows of a file do not have. */
    public static final Set<String> OF_MESSAGES =
            Set.of(ENVELOPE, KEY_FROM, SCHEMA_REGISTRY, SCHEMA_REGISTRY_PROPERTIES, SCHEMA_FILE);

    /** Those that say something of files, which messages do not have. */
    public static final Set<String> OF_FILES = Set.of(DELIMITER, CHARSET, SERIES_COLUMNS);

    /** Those that have several texts. */
    private static final Set<String> LISTS = Set.of(KEY_FIELD, VALUE, MULTIPLY, DECIMAL, MISSING, SCHEMA_REGISTRY);

    /** Those whose texts are {@code name=…}. */
    private static final Set<String> BY_NAME = Set.of(VALUE, MULTIPLY, DECIMAL);

    private final Map<String, List<String>> settings = new LinkedHashMap<>();

    /**
     * Sets a setting, replacing an earlier value.
     *
     * @throws IllegalArgumentException if there is no such setting
     */
    public void put(String name, List<String> texts) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("expected one of " + NAMES + ", but got '" + name + "'");
        }
        settings.put(name, List.copyOf(texts));
    }

    /** Sets all settings of {@code over}, replacing earlier values; a schema file replaces a registry, and the other way round. */
    public void putAll(MappingSettings over) {
        if (over.settings.containsKey(SCHEMA_FILE)) {
            settings.keySet().removeAll(Set.of(SCHEMA_REGISTRY, SCHEMA_REGISTRY_PROPERTIES));
        } else if (over.settings.containsKey(SCHEMA_REGISTRY)) {
            settings.remove(SCHEMA_FILE);
        }
        settings.putAll(over.settings);
    }

    /** All settings, in the order in which they were set. */
    public Map<String, List<String>> all() {
        return settings;
    }

    /** Whether a setting may have several texts. */
    public static boolean isList(String name) {
        return LISTS.contains(name);
    }

    /** Whether the texts of a setting are {@code name=…}. */
    public static boolean isByName(String name) {
        return BY_NAME.contains(name);
    }

    /**
     * The mapping of these settings.
     *
     * @throws IllegalArgumentException that names the setting, what was expected and what came
     */
    public ReadingMapping mapping() {
        boolean fromMessageKey = oneOf(KEY_FROM, "message", "message-key");
        List<String> keyFields = settings.getOrDefault(KEY_FIELD, fromMessageKey ? List.of() : List.of(DEFAULT_KEY));
        return new ReadingMapping(
                encoding(),
                Envelope.of(one(ENVELOPE, Envelope.NONE.toString())),
                new KeyRule(fromMessageKey, keyFields, one(KEY_SEPARATOR, DEFAULT_SEPARATOR)),
                new DateRule(
                        one(DATE_FIELD, DEFAULT_DATE), one(DATE_FORM, null), DateRule.zone(one(ZONE, DEFAULT_ZONE))),
                new ValueRules(
                        byName(VALUE, field -> field),
                        byName(MULTIPLY, Double::valueOf),
                        byName(DECIMAL, Integer::valueOf),
                        settings.getOrDefault(MISSING, List.of()),
                        flag(NUMBERS_AS_TEXT),
                        flag(DECIMAL_COMMA)));
    }

    private Encoding encoding() {
        List<String> registry = settings.get(SCHEMA_REGISTRY);
        String properties = one(SCHEMA_REGISTRY_PROPERTIES, null);
        String file = one(SCHEMA_FILE, null);
        if (registry != null && file != null) {
            throw new IllegalArgumentException(
                    SCHEMA_FILE + ": expected this or " + SCHEMA_REGISTRY + ", but got both");
        }
        if (registry == null && properties != null) {
            throw new IllegalArgumentException(
                    SCHEMA_REGISTRY_PROPERTIES + ": expected with " + SCHEMA_REGISTRY + ", but that is missing");
        }
        if (registry != null) {
            return new Encoding.Registered(
                    RegistryOptions.of(registry, properties == null ? null : Path.of(properties)));
        }
        return file == null ? Encoding.JSON : Encoding.ofFile(Path.of(file));
    }

    /** How the text of a file is made. */
    public FileForm fileForm() {
        String delimiter = one(DELIMITER, ",");
        String character = delimiter.equals("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
        if (character.length() != 1 || "\"\r\n".contains(character)) {
            throw new IllegalArgumentException(
                    DELIMITER + ": expected one character, or tab, but got '" + delimiter + "'");
        }
        return new FileForm(
                character.charAt(0),
                charset(one(CHARSET, DEFAULT_CHARSET)),
                Optional.ofNullable(one(SERIES_COLUMNS, null)));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException(
                    CHARSET + ": expected the name of a charset such as UTF-8 or windows-1252, but got '" + name + "'",
                    unknown);
        }
    }

    private boolean oneOf(String name, String no, String yes) {
        String text = one(name, no);
        if (!text.equals(no) && !text.equals(yes)) {
            throw new IllegalArgumentException(name + ": expected " + no + " or " + yes + ", but got '" + text + "'");
        }
        return text.equals(yes);
    }

    private boolean flag(String name) {
        return oneOf(name, "false", "true");
    }

    private String one(String name, String otherwise) {
        List<String> texts = settings.get(name);
        if (texts == null) {
            return otherwise;
        }
        if (texts.size() != 1) {
            throw new IllegalArgumentException(name + ": expected one text, but got " + texts);
        }
        return texts.get(0);
    }

    private <T> Map<String, T> byName(String setting, Function<String, T> reader) {
        Map<String, T> all = new LinkedHashMap<>();
        for (String text : settings.getOrDefault(setting, List.of())) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        setting + ": expected the name of a value, = and what is said of it, but got '" + text + "'");
            }
            String name = text.substring(0, equals);
            if (all.put(name, read(setting, text.substring(equals + 1), reader)) != null) {
                throw new IllegalArgumentException(
                        setting + ": expected each value once, but '" + name + "' is listed again");
            }
        }
        return all;
    }

    private static <T> T read(String setting, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(setting + ": expected a number, but got '" + text + "'", none);
        }
    }
}
