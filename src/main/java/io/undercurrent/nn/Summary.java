package io.undercurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a network's layers. */
final class Summary {

    private static final List<String> HEAD =
            List.of("Layer", "Output shape", "Parameters", "Kernel", "Recurrent kernel", "Bias");

    private Summary() {}

    static String of(Network network) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        rows.add(List.of("input", network.inputShape().ofBatch(), "", "", "", ""));
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            rows.add(List.of(
                    layer.kind() + "_" + (i + 1),
                    network.shapes().get(i).ofBatch(),
                    number(layer.parameterCount()),
                    number(count(layer, Weight.KERNEL)),
                    number(count(layer, Weight.RECURRENT_KERNEL)),
                    number(count(layer, Weight.BIAS) + count(layer, Weight.RECURRENT_BIAS))));
        }
        StringBuilder text = new StringBuilder();
        int width = 0;
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows, i);
            width = Math.max(width, line.length());
            text.append(line).append('\n');
            if (i == 0) {
                text.append("═".repeat(width)).append('\n');
            }
        }
        text.append("─".repeat(width)).append('\n');
        text.append("Parameters: ")
                .append(number(network.parameterCount()))
                .append(String.format(Locale.ROOT, " (%.1f KiB)", network.parameterCount() * Float.BYTES / 1024.0))
                .append("\nState: ")
                .append(number(network.stateSize()))
                .append(network.stateSize() == 1 ? " value" : " values")
                .append(" for each member of the batch\n");
        return text.toString();
    }

    private static int count(Layer layer, String name) {
        return layer.weights().stream()
                .filter(weight -> weight.name().equals(name))
                .mapToInt(Weight::size)
                .sum();
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Text to the left, numbers to the right, each column as wide as its widest cell. */
    private static String line(List<List<String>> rows, int index) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < HEAD.size(); column++) {
            int widest = 0;
            for (List<String> row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            String cell = rows.get(index).get(column);
            String padding = " ".repeat(widest - cell.length());
            line.append(column == 0 ? "" : "  ").append(column < 2 ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }
}
