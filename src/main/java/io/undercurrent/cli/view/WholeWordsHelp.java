package io.undercurrent.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Help whose lines end between words, where those of picocli may end inside one, such as after the dot of {@code F.csv}.
 * A line that is indented goes on with its indentation. A command is never broken, so that it can be copied.
 */
public final class WholeWordsHelp extends Help {

    /** Columns of the table of options beside names and descriptions. */
    private static final int MARGINS = 6;

    private static final String CONTINUED = "  ";

    private static final String ESCAPE_SEQUENCES = "\033\\[[0-9;]*m";

    private boolean isMeasuring;

    /** The help of one command, as picocli's factory makes it. */
    public WholeWordsHelp(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    protected String makeSynopsisFromParts(
            int headingLength, Text options, Text groups, Text endOfOptions, Text positionals, Text commands) {
        String name = colorScheme().commandText(commandSpec().qualifiedName()).toString();
        String indent = " ".repeat(headingLength + visible(name));
        int width = commandSpec().usageMessage().width();
        StringBuilder text = new StringBuilder(name);
        int column = indent.length();
        for (String word : words(options, groups, endOfOptions, positionals, commands)) {
            if (column + 1 + visible(word) > width - 1) {
                text.append(System.lineSeparator()).append(indent);
                column = indent.length();
            }
            text.append(' ').append(word);
            column += 1 + visible(word);
        }
        return text.append(System.lineSeparator()).toString();
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer renderer = super.createDefaultOptionRenderer();
        return (option, labels, colours) -> broken(renderer.render(option, labels, colours));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer renderer = super.createDefaultParameterRenderer();
        return (parameter, labels, colours) -> broken(renderer.render(parameter, labels, colours));
    }

    /** Rows whose last column, the description, is broken between words. Its further lines are indented. */
    private Text[][] broken(Text[][] rows) {
        if (isMeasuring) {
            return rows;
        }
        int width = commandSpec().usageMessage().width() - widthOfNames() - MARGINS;
        List<Text[]> all = new ArrayList<>();
        for (Text[] row : rows) {
            Text[] next = row.clone();
            int last = row.length - 1;
            Text rest = row[last];
            while (rest.plainString().length() > width) {
                int end = rest.plainString().lastIndexOf(' ', width);
                if (end < CONTINUED.length()) {
                    break;
                }
                next[last] = rest.substring(0, end);
                all.add(next);
                next = new Text[row.length];
                Arrays.fill(next, ansi().new Text(""));
                rest = ansi().new Text(CONTINUED).concat(rest.substring(end + 1));
            }
            next[last] = rest;
            all.add(next);
        }
        return all.toArray(Text[][]::new);
    }

    /** Picocli renders all rows to find it. */
    private int widthOfNames() {
        isMeasuring = true;
        try {
            return calcLongOptionColumnWidth(
                    commandSpec().options(), commandSpec().positionalParameters(), colorScheme());
        } finally {
            isMeasuring = false;
        }
    }

    @Override
    public String description(Object... parameters) {
        return broken(commandSpec().usageMessage().description(), parameters);
    }

    @Override
    public String footer(Object... parameters) {
        return broken(commandSpec().usageMessage().footer(), parameters);
    }

    private String broken(String[] paragraphs, Object... parameters) {
        StringBuilder text = new StringBuilder();
        for (String paragraph : paragraphs) {
            // Not lines(), which has none for an empty paragraph
            for (String line : String.format(paragraph, parameters).split("\\R", -1)) {
                append(text, line);
                text.append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, String line) {
        String words = line.stripLeading();
        boolean isIndented = words.length() < line.length();
        if (isIndented && (words.contains("undercurrent ") || words.startsWith("--") || words.endsWith("\\"))) {
            text.append(line);
            return;
        }
        String indent = " ".repeat(line.length() - words.length());
        int width = commandSpec().usageMessage().width();
        int column = 0;
        for (String word : words.split("(?<=\\S)(?= )")) {
            if (column > 0 && column + word.stripTrailing().length() > width - 1) {
                text.append(System.lineSeparator());
                column = 0;
            }
            String next = column == 0 ? indent + word.stripLeading() : word;
            text.append(next);
            column += next.length();
        }
    }

    private static String[] words(Text... parts) {
        StringBuilder all = new StringBuilder();
        for (Text part : parts) {
            all.append(part);
        }
        return all.toString().strip().split(" +");
    }

    private static int visible(String text) {
        return text.replaceAll(ESCAPE_SEQUENCES, "").length();
    }
}
