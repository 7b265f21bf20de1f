package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.Quotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Names in one row by the rules of CSV: separated by commas, and between double quotes where a name has a comma, a quote or several lines. */
public final class CsvList {

    private CsvList() {}

    /**
     * @throws IllegalArgumentException if the text is not one line of CSV
     */
    public static List<String> read(String text) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().skipEmptyLines(false).ofCsvRecord(text)) {
            List<CsvRecord> lines = reader.stream().toList();
            // The reader takes the end of the text for a quote that is missing.
            boolean closed = text.chars().filter(character -> character == '"').count() % 2 == 0;
            if (closed && lines.size() == 1) {
                return List.copyOf(lines.get(0).getFields());
            }
            throw refusal(text, null);
        } catch (CsvParseException malformed) {
            throw refusal(text, malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static IllegalArgumentException refusal(String text, CsvParseException cause) {
        return new IllegalArgumentException(
                "expected names separated by commas, between double quotes where a name has"
                        + " a comma or a quote, but got " + Quotation.of(text),
                cause);
    }

    /** The names as {@link #read} reads them, a blank after each comma for the eye. */
    public static String write(List<String> names) {
        return String.join(", ", names.stream().map(CsvList::quoted).toList());
    }

    /** The names as {@link #read} reads them, as the argument of an option: without blanks but those of names. */
    public static String argument(List<String> names) {
        return String.join(",", names.stream().map(CsvList::quoted).toList());
    }

    private static String quoted(String name) {
        boolean plain =
                name.equals(name.strip()) && name.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
