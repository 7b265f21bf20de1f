package io.undercurrent.cli.describe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.undercurrent.cli.files.MappingFile;
import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.csv.CsvSample;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposals for names that several fields have, or that have several lines, and for days that no schema tells. */
class ProposalTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    @TempDir
    private Path directory;

    private MappingSettings settings(Proposal proposal) throws IOException {
        return MappingFile.read(Files.write(directory.resolve("format.yaml"), proposal.yaml()))
                .common();
    }

    private Proposal proposal(String message, double... expected) throws IOException {
        Message of = Message.of(message.getBytes(UTF_8));
        Sample sample = new Sample();
        sample.add(of);
        Proposal proposal = Proposal.of(sample, FileForm.LONG_CSV, false, new MappingSettings());
        Columns columns = new Columns(proposal.targets(), List.of());
        assertEquals(
                List.of(new Accepted(Reading.of("a", DATE, expected))),
                settings(proposal).mapping().format(columns, List.of()).read(of));
        return proposal;
    }

    @Test
    void fieldsOfOneNameInsideOfOthersAreValuesOfTheirOwn() throws IOException {
        Proposal proposal = proposal(
                "{\"key\":\"a\",\"date\":\"2025-03-18\",\"web\":{\"qty\":11,\"date\":7},\"shop\":{\"qty\":12}}",
                11,
                7,
                12);
        assertEquals(List.of("/web/qty", "date (value)", "/shop/qty"), proposal.targets());
    }

    /** As Excel writes a cell in which somebody pressed Alt and Enter. */
    @Test
    void headingsMayHaveSeveralLines() throws IOException {
        Path file = Files.writeString(
                directory.resolve("sold.csv"), "\"Tag\n(Datum)\";Filiale;\"Menge,\nStück\"\n2025-03-18;Ulm;5\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        Proposal proposal = Proposal.of(sample, form, true, new MappingSettings());
        assertEquals(List.of("Menge, Stück"), proposal.targets());
        MappingSettings settings = settings(proposal);
        try (ReadingCsvReader rows = ReadingCsv.read(
                file.toString(),
                ReadingCsv.open(file),
                settings.mapping(),
                settings.fileForm(),
                names -> new Columns(proposal.targets(), List.of()))) {
            assertEquals(Reading.of("Ulm", DATE, 5), rows.next());
        }
        String option = "--value '\"Menge, Stück=Menge,\nStück\"'";
        assertEquals(
                List.of("--delimiter ';'", "--key-field Filiale", "--date-field 'Tag\n(Datum)'", option),
                proposal.options());
        assertEquals(
                List.of("Menge, Stück=Menge,\nStück"),
                new NamesConverter().convert(option.substring("--value '".length(), option.length() - 1)));
        StringWriter said = new StringWriter();
        new Description(sample, form, true, new MappingSettings())
                .print("sold.csv", "--readings sold.csv", new PrintWriter(said));
        assertFalse(said.toString().contains("\nStück  "), said.toString());
    }

    @Test
    void daysMayBeNumbersWithTheDigitsOfDates() throws IOException {
        assertEquals(
                List.of("--date-form yyyyMMdd"),
                proposal("{\"key\":\"a\",\"date\":20250318,\"qty\":5}", 5).options());
    }

    @Test
    void aSchemaOfTextsDoesNotTellHowDaysAreWritten() throws IOException {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"type\":\"string\",\"field\":\"date\"}]}";
        assertEquals(
                List.of("--envelope connect", "--date-form dd.MM.yyyy"),
                proposal("{\"schema\":" + schema + ",\"payload\":{\"key\":\"a\",\"date\":\"18.03.2025\",\"qty\":5}}", 5)
                        .options());
    }
}
