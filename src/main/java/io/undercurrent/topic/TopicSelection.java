package io.undercurrent.topic;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Topics that are read: those of some names, and all whose whole name matches a pattern.
 *
 * @param names of topics, in the order in which they were given
 * @param patterns regular expressions
 * @param never topics that are not read even where a pattern matches
 */
public record TopicSelection(List<String> names, List<String> patterns, Set<String> never) implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    public TopicSelection {
        Objects.requireNonNull(never, "never");
        names = names.stream().distinct().toList();
        patterns = patterns.stream().distinct().toList();
        never = Set.copyOf(never);
        names.forEach(TopicSelection::requireLegal);
        for (String pattern : patterns) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException malformed) {
                throw new IllegalArgumentException(
                        "topic pattern: expected a regular expression such as sales-.*, but got '" + pattern + "': "
                                + malformed.getDescription(),
                        malformed);
            }
        }
        if (names.isEmpty() && patterns.isEmpty()) {
            throw new IllegalArgumentException("topics: expected a name or a pattern, but there is none");
        }
    }

    /** The topics of these names and patterns. */
    public TopicSelection(List<String> names, List<String> patterns) {
        this(names, patterns, Set.of());
    }

    /** One topic. */
    public static TopicSelection of(String name) {
        return new TopicSelection(List.of(name), List.of());
    }

    /** The same without these topics, where patterns match them. */
    TopicSelection without(List<String> others) {
        Set<String> both = new HashSet<>(never);
        both.addAll(others);
        return new TopicSelection(names, patterns, both);
    }

    /** The topics of both. */
    public TopicSelection and(TopicSelection other) {
        List<String> allNames = new ArrayList<>(names);
        allNames.addAll(other.names);
        List<String> allPatterns = new ArrayList<>(patterns);
        allPatterns.addAll(other.patterns);
        Set<String> both = new HashSet<>(never);
        both.addAll(other.never);
        return new TopicSelection(allNames, allPatterns, both);
    }

    /** Each of the names by itself, and then what else the patterns match. */
    public List<TopicSelection> parts() {
        List<TopicSelection> parts = new ArrayList<>();
        names.forEach(name -> parts.add(of(name)));
        if (!patterns.isEmpty()) {
            Set<String> others = new HashSet<>(never);
            others.addAll(names);
            parts.add(new TopicSelection(List.of(), patterns, others));
        }
        return parts;
    }

    static void requireLegal(String name) {
        if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "topic: expected 1 to 249 letters, digits, '.', '_' or '-', but got '" + name + "'");
        }
    }

    /** Whether a topic is one of these. */
    public boolean includes(String topic) {
        return names.contains(topic)
                || !never.contains(topic) && patterns.stream().anyMatch(pattern -> Pattern.matches(pattern, topic));
    }

    /** Whether all topics of another selection are certain to be among these. */
    public boolean covers(TopicSelection other) {
        return patterns.containsAll(other.patterns) && other.names.stream().allMatch(this::includes);
    }

    /** Names and patterns, as {@code sales, stock and all like 'weather-.*'}. */
    @Override
    public String toString() {
        String named = String.join(", ", names);
        if (patterns.isEmpty()) {
            return named;
        }
        return (named.isEmpty() ? "" : named + " and ") + "all like '" + String.join("' or '", patterns) + "'";
    }
}
