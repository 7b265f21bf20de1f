package io.undercurrent.dashboard.api.form;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.undercurrent.format.NumberText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Rows under a header.
 *
 * @param rows texts, numbers, and null for what is not known
 */
public record Table(List<String> header, List<List<Object>> rows) {

    String csv() {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            writer.writeRecord(header);
            for (List<Object> row : rows) {
                writer.writeRecord(row.stream().map(Table::text).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return NumberText.of(number);
        }
        return value == null ? "" : value.toString();
    }
}
