package io.undercurrent.bench.accuracy;

import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;

/** The figures as tables of the accuracy page, in Markdown, and as measurements whose runs are the seeds. */
public final class AccuracyTables {

    private static final String NONE = "";

    private final List<DataSet> sets;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param sets in the order of the tables
     */
    AccuracyTables(List<DataSet> sets) {
        this.sets = sets;
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** By set: every figure, its runs in the order of the seeds. */
    public Map<String, List<Measurement>> measurements() {
        Map<String, Map<String, List<Figure>>> bySet = new LinkedHashMap<>();
        for (Figure figure : figures) {
            if (Double.isFinite(figure.value())) {
                bySet.computeIfAbsent(figure.set(), set -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                text(figure.role()) + ": " + figure.method() + ", " + figure.measure(),
                                key -> new ArrayList<>())
                        .add(figure);
            }
        }
        Map<String, List<Measurement>> all = new LinkedHashMap<>();
        bySet.forEach((set, named) -> {
            List<Measurement> measurements = new ArrayList<>();
            named.forEach((name, runs) -> measurements.add(Measurement.of(
                    name,
                    runs.get(0).measure(),
                    runs.stream().mapToDouble(Figure::value).toArray())));
            all.put(set, measurements);
        });
        return all;
    }

    /** All tables. */
    public String markdown() {
        return "Error by set: the median of the seeds, and from lowest to highest.\n\n"
                + errors()
                + "\nShare inside the 80 % interval.\n\n"
                + intervals()
                + "\nShare inside the 80 % interval by age of the series.\n\n"
                + ages();
    }

    private String errors() {
        Set<String> methods = new LinkedHashSet<>();
        figures.stream()
                .filter(figure -> isError(figure) && isCompared(figure.role()))
                .forEach(figure -> methods.add(figure.method()));
        StringBuilder text = new StringBuilder(row(List.of("data", "days", "measure"), methods))
                .append(row(
                        List.of("---", "---", "---"),
                        methods.stream().map(method -> "---").toList()));
        for (DataSet set : sets) {
            for (Period.Role role : List.of(Period.Role.VALIDATION, Period.Role.TEST)) {
                List<String> cells = methods.stream()
                        .map(method ->
                                cell(values(set, role, method, set.measure().label()), AccuracyTables::error))
                        .toList();
                if (cells.stream().anyMatch(cell -> !cell.equals(NONE))) {
                    text.append(
                            row(List.of(set.label(), text(role), set.measure().label()), cells));
                }
            }
        }
        return text.toString();
    }

    private String intervals() {
        StringBuilder text = new StringBuilder(row(
                        List.of("data", "days", "model"),
                        List.of(AccuracyTrial.INSIDE, "lowest to highest of a lead", AccuracyTrial.LEADS)))
                .append(row(List.of("---", "---", "---"), List.of("---", "---", "---")));
        for (DataSet set : sets) {
            for (Period.Role role : List.of(Period.Role.VALIDATION, Period.Role.TEST, Period.Role.INTERVALS)) {
                for (String method : methods(set, role)) {
                    text.append(row(
                            List.of(set.label(), text(role), method),
                            List.of(
                                    cell(values(set, role, method, AccuracyTrial.INSIDE), AccuracyTables::percent),
                                    cell(values(set, role, method, AccuracyTrial.LOWEST), AccuracyTables::percent)
                                            + " to "
                                            + cell(
                                                    values(set, role, method, AccuracyTrial.HIGHEST),
                                                    AccuracyTables::percent),
                                    cell(values(set, role, method, AccuracyTrial.LEADS), AccuracyTables::count) + " of "
                                            + set.horizon())));
                }
            }
        }
        return text.toString();
    }

    private String ages() {
        StringBuilder text = new StringBuilder(
                        row(List.of("data", "age"), List.of(AccuracyTrial.INSIDE, "lowest to highest of a lead")))
                .append(row(List.of("---", "---"), List.of("---", "---")));
        for (DataSet set : sets) {
            for (String age : methods(set, Period.Role.AGES)) {
                text.append(row(
                        List.of(set.label(), age),
                        List.of(
                                cell(values(set, Period.Role.AGES, age, AccuracyTrial.INSIDE), AccuracyTables::percent),
                                cell(values(set, Period.Role.AGES, age, AccuracyTrial.LOWEST), AccuracyTables::percent)
                                        + " to "
                                        + cell(
                                                values(set, Period.Role.AGES, age, AccuracyTrial.HIGHEST),
                                                AccuracyTables::percent))));
            }
        }
        return text.toString();
    }

    /** Those whose intervals were looked at. */
    private Set<String> methods(DataSet set, Period.Role role) {
        Set<String> methods = new LinkedHashSet<>();
        figures.stream()
                .filter(figure -> figure.set().equals(set.name())
                        && figure.role() == role
                        && figure.measure().equals(AccuracyTrial.INSIDE))
                .forEach(figure -> methods.add(figure.method()));
        return methods;
    }

    private double[] values(DataSet set, Period.Role role, String method, String measure) {
        return figures.stream()
                .filter(figure -> figure.set().equals(set.name())
                        && figure.role() == role
                        && figure.method().equals(method)
                        && figure.measure().equals(measure))
                .mapToDouble(Figure::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private boolean isError(Figure figure) {
        return sets.stream()
                .anyMatch(set ->
                        set.name().equals(figure.set()) && set.measure().label().equals(figure.measure()));
    }

    private static boolean isCompared(Period.Role role) {
        return role == Period.Role.VALIDATION || role == Period.Role.TEST;
    }

    /** The median, and the range if there are several. */
    private static String cell(double[] sorted, DoubleFunction<String> text) {
        if (sorted.length == 0) {
            return NONE;
        }
        String median = text.apply(Measurement.of("median", NONE, sorted).median());
        return sorted.length == 1
                ? median
                : median + " (" + text.apply(sorted[0]) + " to " + text.apply(sorted[sorted.length - 1]) + ")";
    }

    private static String error(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    static String text(Period.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String row(List<String> first, Iterable<String> others) {
        List<String> cells = new ArrayList<>(first);
        others.forEach(cells::add);
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
