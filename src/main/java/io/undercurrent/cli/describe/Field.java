package io.undercurrent.cli.describe;

import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.DecimalText;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.mapping.DateRule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rows of a sample have in one field. */
final class Field {

    static final String OBJECT = "object";
    static final String LIST = "list";

    /** What databases and Debezium write where a number is none. */
    static final String NOT_A_NUMBER = "NaN";

    private static final int EXAMPLES = 3;

    /** Numbers are taken for days only of these years: what is written as a number is of our time, or is something else. */
    private static final int FIRST_YEAR = 1990;

    private static final int LAST_YEAR = 2060;

    private static final List<String> TEXT_FORMS = List.of(
            DateReader.ISO_DATE,
            DateReader.ISO_TIME,
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "yyyy/MM/dd",
            "yyyyMMdd",
            "dd-MM-yyyy",
            "d.M.yyyy",
            "d/M/yyyy",
            "M/d/yyyy");

    private static final List<String> NUMBER_FORMS = List.of(
            DateReader.EPOCH_DAYS,
            DateReader.EPOCH_SECONDS,
            DateReader.EPOCH_MILLIS,
            DateReader.EPOCH_MICROS,
            DateReader.EPOCH_NANOS);

    private static final Map<String, DateReader> READERS = new LinkedHashMap<>();

    static {
        List.of(TEXT_FORMS, NUMBER_FORMS)
                .forEach(forms -> forms.forEach(form ->
                        READERS.put(form, new DateRule("date", form, ZoneOffset.UTC).reader(Optional.empty()))));
    }

    private final String name;
    private final Set<String> kinds = new LinkedHashSet<>();
    private final Set<String> distinct = new LinkedHashSet<>();
    private final Set<String> forms = new LinkedHashSet<>(READERS.keySet());
    private int present;
    private int texts;
    private int numericTexts;
    private int commaTexts;
    private int wholes;
    private int notNumbers;

    Field(String name) {
        this.name = name;
    }

    /** Takes in a value that is no text. */
    void add(String kind, String text) {
        kinds.add(kind);
        if (kind.equals("null")) {
            return;
        }
        wholes += kind.equals("whole number") ? 1 : 0;
        forms.removeIf(form -> TEXT_FORMS.contains(form) && !READERS.get(form).takesDigits());
        if (kind.equals("whole number")) {
            forms.removeIf(form -> !isOfOurTime(READERS.get(form).day(text)));
        } else {
            forms.clear();
        }
        note(text);
    }

    /** Takes in a text. */
    void addText(String text) {
        if (text.equals(NOT_A_NUMBER)) {
            kinds.add(NOT_A_NUMBER);
            notNumbers++;
            return;
        }
        kinds.add("text");
        texts++;
        numericTexts += Double.isNaN(DecimalText.parse(text)) ? 0 : 1;
        commaTexts += text.indexOf(',') < 0 || Double.isNaN(DecimalText.parseWithComma(text)) ? 0 : 1;
        forms.removeAll(NUMBER_FORMS);
        forms.removeIf(form -> READERS.get(form).day(text) == CalendarDay.NONE);
        note(text);
    }

    private void note(String text) {
        present++;
        distinct.add(text);
    }

    private static boolean isOfOurTime(int day) {
        return day != CalendarDay.NONE
                && day >= LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay()
                && day < LocalDate.of(LAST_YEAR, 1, 1).toEpochDay();
    }

    String name() {
        return name;
    }

    /** What it has, such as {@code text} or {@code number, null}. */
    String kinds() {
        return String.join(", ", kinds);
    }

    /** The same where all is text, as in the cells of a CSV: numbers are what reads as numbers. */
    String kindsOfCells() {
        return hasNumericTexts() ? kinds().replace("text", "number") : kinds();
    }

    int present() {
        return present;
    }

    int distinct() {
        return distinct.size();
    }

    /** The form of the days that it has, if all of its values are days. */
    Optional<String> dateForm() {
        return present == 0 ? Optional.empty() : forms.stream().findFirst();
    }

    /** Whether its days are written by a pattern, which no schema tells. */
    boolean hasPattern() {
        return dateForm().filter(form -> READERS.get(form).takesDigits()).isPresent();
    }

    /** Whether all that it has are numbers, also as texts. */
    boolean isNumeric() {
        return present > 0
                && !kinds.contains(OBJECT)
                && !kinds.contains(LIST)
                && texts == numericTexts + (numericTexts < texts ? commaTexts : 0);
    }

    /** Whether all that it has is 0 or 1, or a truth value. */
    boolean isFlag() {
        return isNumeric() && distinct.stream().allMatch(Field::isZeroOrOne);
    }

    private static boolean isZeroOrOne(String text) {
        double number = DecimalText.parse(text);
        return number == 0 || number == 1 || text.equals("true") || text.equals("false");
    }

    /** Whether the text NaN stands among numbers. */
    boolean hasNotNumbers() {
        return notNumbers > 0 && isNumeric();
    }

    /** The name without those of the objects around it. */
    String lastName() {
        return name.startsWith("/") ? name.substring(name.lastIndexOf('/') + 1) : name;
    }

    boolean hasNumericTexts() {
        return texts > 0 && isNumeric();
    }

    boolean hasDecimalCommas() {
        return commaTexts > 0;
    }

    /** Whether it can be a part of a key. */
    boolean isName() {
        return present > 0 && texts + wholes == present;
    }

    boolean isText() {
        return texts > 0 && !isNumeric();
    }

    String examples() {
        List<String> some = new ArrayList<>();
        distinct.stream().limit(EXAMPLES).forEach(text -> some.add(Quotation.of(text)));
        return String.join(" ", some);
    }
}
