package io.undercurrent.cli.describe;

import io.undercurrent.format.Counted;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.Envelope;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Says what is in a sample, and what would read it. */
public final class Description {

    private final Sample sample;
    private final Proposal proposal;
    /** Whether rows are cells of text, which may hold numbers. */
    private final boolean untyped;

    /**
     * @param form of a file; that of the contract for messages
     * @param file whether rows are those of a file, whose cells are texts unless a schema says otherwise
     * @param given settings with which the sample was taken
     */
    public Description(Sample sample, FileForm form, boolean file, MappingSettings given) {
        this.sample = sample;
        proposal = Proposal.of(sample, form, file, given);
        untyped = file && !sample.hasSchemas();
    }

    /**
     * @param place what the sample is of
     * @param source the options that name it
     * @throws IllegalArgumentException if the sample has no rows
     */
    public void print(String place, String source, PrintWriter out) {
        if (sample.rows() == 0) {
            throw new IllegalArgumentException(place + ": expected messages with fields, or rows, but there are none"
                    + (sample.others() == 0 ? "" : " among " + Counted.of(sample.others(), "message"))
                    + (sample.hasFramed() ? JsonMessages.FRAMED : ""));
        }
        out.printf(Locale.ROOT, "%s: %s looked at", place, Counted.of(sample.rows(), "row"));
        out.println(sample.others() == 0 ? "" : ", " + Counted.of(sample.others(), "message") + " without one");
        if (sample.envelope() != Envelope.NONE) {
            out.println(
                    "envelope: " + sample.envelope() + (sample.hasSchemas() ? ", with Kafka Connect's schema" : ""));
        }
        out.printf(Locale.ROOT, "%n%-28s %7s  %-22s %-12s %s%n", "field", "present", "type", "day as", "examples");
        sample.keys().fields().forEach(field -> print(MessageKeys.title(field), field, out));
        sample.fields().forEach(field -> print(field.name(), field, out));
        for (String name : sample.defaults()) {
            out.printf(
                    Locale.ROOT,
                    "%nThe field %s has a default, which Connect puts in the place of a missing value: set"
                            + " replace.null.with.default=false in its converter.%n",
                    name);
        }
        propose(source, out);
        out.flush();
    }

    private void print(String title, Field field, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-28s %5.0f %%  %-22s %-12s %s%n",
                // A heading may have several lines.
                title.replaceAll("\\p{Cntrl}+", " "),
                100.0 * field.present() / sample.rows(),
                untyped ? field.kindsOfCells() : field.kinds(),
                field.dateForm().orElse("-"),
                field.examples());
    }

    private void propose(String source, PrintWriter out) {
        List<String> yaml = proposal.yaml();
        out.println();
        if (!proposal.hasDay()) {
            out.println(
                    "No field has a day in all of its rows, in a form that is known here: name the field with --date-field,");
            out.println("and its form, such as 'd MMM yyyy', with --date-form.");
            if (!yaml.isEmpty()) {
                out.println();
            }
        }
        if (yaml.isEmpty() && proposal.hasDay()) {
            out.println("It is as the data contract says: no settings are needed.");
        } else if (!yaml.isEmpty()) {
            out.println("A file for --readings-format, with a name that ends in .yaml:");
            out.println();
            yaml.forEach(line -> out.println("  " + line));
        }
        out.println();
        if (proposal.covariates().isEmpty()) {
            out.println("As a command, to train with all values as targets:");
        } else {
            out.println(
                    "As a command, to train. What is only 0 or 1 is taken for a covariate, known in advance, and all else"
                            + " for a target:");
        }
        out.println();
        out.println("  undercurrent train " + source + " \\");
        proposal.options().forEach(option -> out.println("      " + option + " \\"));
        String covariates = proposal.covariates().isEmpty() ? "" : " --covariates " + names(proposal.covariates());
        out.println("      --targets " + names(proposal.targets()) + covariates + " --model model.safetensors");
    }

    private static String names(List<String> values) {
        return values.isEmpty() ? "NAMES" : shell(CsvList.argument(values));
    }

    /** A text as a shell takes it as one word. */
    public static String shell(String text) {
        return text.matches("[A-Za-z0-9_.,/=+:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
