package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.undercurrent.format.mapping.FileForm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The header of a CSV file and then its rows, each with as many cells as the header. A byte order mark, the line {@code sep=;} before
 * the header, and rows without any text, which spreadsheets leave, are passed over.
 *
 * <p>What is wrong with the content is an {@link IllegalArgumentException} that names file and line, what was expected and what
 * came. What is wrong with the file is an {@link UncheckedIOException}.
 */
final class CsvRows implements Iterator<CsvRecord>, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    /** A file may have a column for each of many series. */
    private static final int MOST_FIELDS = 1 << 20;

    private final String file;
    private final Charset charset;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private CsvRecord ahead;

    /**
     * @param file name for messages
     * @param bytes closed with the rows, and where there can be none
     * @param form delimiter and charset are used here
     */
    CsvRows(String file, InputStream bytes, FileForm form) throws IOException {
        this.file = file;
        charset = form.charset();
        try {
            BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
            ForeignFile.refuse(file, buffered, form);
            reader = reader(buffered, form);
            records = reader.iterator();
            CsvRecord first = nextWithText();
            if (first != null
                    && FirstLines.isStated(String.join(String.valueOf(form.delimiter()), first.getFields()))) {
                first = nextWithText();
            }
            if (first == null) {
                throw new IllegalArgumentException(
                        file + ": expected a header that names the columns, but the file is empty");
            }
            header = List.copyOf(first.getFields());
        } catch (IOException unreadable) {
            bytes.close();
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        } catch (RuntimeException | Error refused) {
            bytes.close();
            throw refused;
        }
    }

    private static CsvReader<CsvRecord> reader(InputStream bytes, FileForm form) {
        // Malformed text is to be reported, not replaced; rows of another length likewise, with a message of ours.
        InputStreamReader characters = new InputStreamReader(
                bytes,
                form.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .fieldSeparator(form.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(CsvRecordHandler.of(rows -> rows.maxFields(MOST_FIELDS)), characters);
    }

    String file() {
        return file;
    }

    List<String> header() {
        return header;
    }

    /** The only field of this name. */
    int find(String name) {
        int field = header.indexOf(name);
        if (field < 0) {
            throw new IllegalArgumentException(
                    file + ": expected a column " + CsvList.write(List.of(name)) + ", but the file has " + columns());
        }
        if (header.lastIndexOf(name) != field) {
            throw new IllegalArgumentException(file + ": expected one column " + CsvList.write(List.of(name))
                    + ", but there are several: " + columns());
        }
        return field;
    }

    /** The header as the command line takes it. */
    private String columns() {
        return CsvList.write(header);
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = nextWithText();
        }
        return ahead != null;
    }

    @Override
    public CsvRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more rows");
        }
        CsvRecord row = ahead;
        ahead = null;
        if (row.getFieldCount() != header.size()) {
            throw new IllegalArgumentException(file + ", line " + row.getStartingLineNumber() + ": expected "
                    + header.size() + " cells as in the header, but got " + row.getFieldCount());
        }
        return row;
    }

    private CsvRecord nextWithText() {
        try {
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (!row.getFields().stream().allMatch(String::isBlank)) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException | UncheckedIOException failure) {
            throw explain(failure);
        }
    }

    private RuntimeException explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new IllegalArgumentException(file + ": " + ForeignFile.otherBytes(charset), failure);
            }
            if (cause instanceof IOException io) {
                return new UncheckedIOException(file + ": " + io.getMessage(), io);
            }
        }
        return new IllegalArgumentException(file + ": expected CSV, but " + failure.getMessage(), failure);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
