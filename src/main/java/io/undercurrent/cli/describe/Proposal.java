package io.undercurrent.cli.describe;

import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.Envelope;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings that would read a sample, as far as names and values tell. */
final class Proposal {

    private static final Pattern DATE_NAME =
            Pattern.compile(".*(date|day|dt|time|datum|tag|ts|when).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_NAME = Pattern.compile(
            ".*(key|id|store|shop|item|sku|product|station|series|name|device|sensor|site|subject|code).*",
            Pattern.CASE_INSENSITIVE);

    /** Names that no value may have. */
    private static final Set<String> RESERVED = Set.of("key", "date");

    private final Map<String, List<String>> settings = new LinkedHashMap<>();
    private final List<String> targets = new ArrayList<>();
    private final List<String> covariates = new ArrayList<>();

    /** The value that the series of a wide file are of, which it does not name. */
    private static final String WIDE_VALUE = "value";

    private boolean hasDay;

    private Proposal() {}

    /**
     * @param form of a file; that of the contract for messages
     * @param file whether rows are those of a file, whose cells are texts unless a schema says otherwise
     * @param given settings with which the sample was taken
     */
    static Proposal of(Sample sample, FileForm form, boolean file, MappingSettings given) {
        Proposal proposal = new Proposal();
        proposal.settings.putAll(given.all());
        if (sample.envelope() != Envelope.NONE) {
            proposal.put(MappingSettings.ENVELOPE, sample.envelope().toString());
        }
        if (form.delimiter() != ',') {
            proposal.put(
                    MappingSettings.DELIMITER, form.delimiter() == '\t' ? "tab" : String.valueOf(form.delimiter()));
        }
        if (!form.charset().equals(StandardCharsets.UTF_8)) {
            proposal.put(MappingSettings.CHARSET, form.charset().name());
        }
        Field date = date(sample);
        proposal.hasDay = date != null;
        List<Field> named = key(sample, date);
        boolean byMessageKey = named.isEmpty() && proposal.takesMessageKeys(sample, date);
        List<Field> key = new ArrayList<>(named);
        if (file || named.isEmpty() && !byMessageKey) {
            key.addAll(numericKey(sample, date, named));
        }
        List<Field> numbers = sample.fields().stream()
                .filter(field -> field != date && !key.contains(field) && field.isNumeric())
                .filter(field -> !field.name().equals(DeletedMark.FIELD))
                .toList();
        if (!key.isEmpty() && !(key.size() == 1 && key.get(0).name().equals("key"))) {
            proposal.settings.put(
                    MappingSettings.KEY_FIELD, key.stream().map(Field::name).toList());
        }
        if (date != null && !date.name().equals("date")) {
            proposal.put(MappingSettings.DATE_FIELD, date.name());
        }
        if (date != null
                && (!sample.hasSchemas() || date.hasPattern())
                && !date.dateForm().orElseThrow().equals("iso-date")) {
            proposal.put(MappingSettings.DATE_FORM, date.dateForm().orElseThrow());
        }
        List<String> renamed = new ArrayList<>();
        boolean onlyFlags = numbers.stream().allMatch(Field::isFlag);
        for (Field number : numbers) {
            String name = name(number, numbers);
            (number.isFlag() && !onlyFlags ? proposal.covariates : proposal.targets).add(name);
            if (!name.equals(number.name())) {
                renamed.add(name + "=" + number.name());
            }
        }
        if (file && key.isEmpty() && date != null && !numbers.isEmpty()) {
            proposal.covariates.clear();
            proposal.targets.clear();
            proposal.targets.add(WIDE_VALUE);
            proposal.put(MappingSettings.SERIES_COLUMNS, WIDE_VALUE);
        } else if (!renamed.isEmpty()) {
            proposal.settings.put(MappingSettings.VALUE, renamed);
        }
        if ((!file || sample.hasSchemas()) && numbers.stream().anyMatch(Field::hasNumericTexts)) {
            proposal.put(MappingSettings.NUMBERS_AS_TEXT, "true");
        }
        if (numbers.stream().anyMatch(Field::hasNotNumbers)) {
            proposal.put(MappingSettings.MISSING, Field.NOT_A_NUMBER);
        }
        if (numbers.stream().anyMatch(Field::hasDecimalCommas)) {
            proposal.put(MappingSettings.DECIMAL_COMMA, "true");
        }
        return proposal;
    }

    /** What a value can be called: its last name, unless others have the same, or no value may have it. */
    private static String name(Field field, List<Field> all) {
        boolean ambiguous = all.stream()
                .anyMatch(other -> other != field && plain(other.lastName()).equals(plain(field.lastName())));
        String name = plain(ambiguous ? field.name() : field.lastName());
        return RESERVED.contains(name) ? name + " (value)" : name;
    }

    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private void put(String name, String text) {
        settings.put(name, List.of(text));
    }

    /** The day: a field that has nothing but days, best one with a telling name, and texts before numbers. */
    private static Field date(Sample sample) {
        return sample.fields().stream()
                .filter(field -> field.dateForm().isPresent())
                .min(Comparator.comparing((Field field) -> !field.name().equals("date"))
                        .thenComparing(
                                field -> !DATE_NAME.matcher(field.lastName()).matches())
                        .thenComparing(field -> !field.isText()))
                .orElse(null);
    }

    /**
     * The key, if names tell: the field of that name, else all texts and all whole numbers with telling names. A number tells series apart
     * only where days come again, or where it is always the same: otherwise each day has one row, with a column for each series.
     */
    private static List<Field> key(Sample sample, Field date) {
        List<Field> candidates = sample.fields().stream()
                .filter(field -> field != date && field.isName())
                .filter(field ->
                        field.isText() || KEY_NAME.matcher(field.lastName()).matches())
                .filter(field -> field.dateForm().isEmpty() || !field.isText())
                .filter(field -> !field.name().startsWith("__"))
                .filter(field -> field.isText() || daysComeAgain(date) || field.distinct() == 1)
                .toList();
        List<Field> exact =
                candidates.stream().filter(field -> field.name().equals("key")).toList();
        return exact.isEmpty() ? candidates : exact;
    }

    private static boolean daysComeAgain(Field date) {
        return date == null || date.distinct() < date.present();
    }

    /** Takes the keys of messages for those of series, where all messages have keys that can be. */
    private boolean takesMessageKeys(Sample sample, Field date) {
        List<String> names = sample.keys().names(sample.rows()).stream()
                .filter(name -> date == null || !name.equals(date.name()))
                .toList();
        if (!names.isEmpty()) {
            settings.put(MappingSettings.KEY_FIELD, names);
        } else if (!sample.keys().areTexts(sample.rows())) {
            return false;
        }
        put(MappingSettings.KEY_FROM, "message-key");
        return true;
    }

    /**
     * The number with the fewest different values that can tell apart, with what is known of the key, all rows of a day; none where there is
     * none, or where there is no need of one. Series come again on most days, and values do not.
     */
    private static List<Field> numericKey(Sample sample, Field date, List<Field> known) {
        if (date == null) {
            return List.of();
        }
        long told = known.stream().mapToLong(Field::distinct).reduce(date.distinct(), Math::multiplyExact);
        if (told >= date.present()) {
            return List.of();
        }
        return sample.fields().stream()
                .filter(field -> field != date && !known.contains(field) && field.isName() && field.isNumeric())
                .filter(field -> field.distinct() > 1 && field.distinct() < date.present())
                .filter(field -> field.distinct() * told >= date.present())
                .filter(field -> field.distinct() * told <= 2L * date.present())
                .min(Comparator.comparing(Field::isFlag).thenComparing(Field::distinct))
                .map(List::of)
                .orElse(List.of());
    }

    /** Whether a field has days. */
    boolean hasDay() {
        return hasDay;
    }

    /** Names of the values to forecast. */
    List<String> targets() {
        return targets;
    }

    /** Names of the flags beside them, which are most likely known in advance; none where there are only flags. */
    List<String> covariates() {
        return covariates;
    }

    /** As a file for {@code --readings-format}. */
    List<String> yaml() {
        List<String> lines = new ArrayList<>();
        settings.forEach((name, texts) -> {
            if (MappingSettings.isByName(name)) {
                lines.add(name + ":");
                texts.forEach(text -> lines.add("  " + quoted(text.substring(0, text.indexOf('='))) + ": "
                        + quoted(text.substring(text.indexOf('=') + 1))));
            } else if (texts.size() == 1) {
                lines.add(name + ": " + quoted(texts.get(0)));
            } else {
                lines.add(name + ": ["
                        + String.join(", ", texts.stream().map(Proposal::quoted).toList()) + "]");
            }
        });
        return lines;
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z_/]([A-Za-z0-9_./:-]*[A-Za-z0-9_./-])?")
                ? text
                : "\""
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                        + "\"";
    }

    /** As options. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        settings.forEach((name, texts) -> {
            boolean flag = texts.equals(List.of("true"));
            String list = MappingSettings.isList(name) ? CsvList.argument(texts) : texts.get(0);
            options.add("--" + name + (flag ? "" : " " + Description.shell(list)));
        });
        return options;
    }
}
