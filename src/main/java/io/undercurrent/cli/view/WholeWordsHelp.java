package io.undercurrent.cli.view;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/** Help whose usage lines end between options, where those of picocli may end inside one, such as after the dot of {@code F.csv}. */
public final class WholeWordsHelp extends Help {

    private static final String ESCAPE_SEQUENCES = "\033\\[[0-9;]*m";

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
