package io.undercurrent.engine.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which model forecasts from which origins: the {@linkplain Term terms} that were announced, in the order in which they came. What
 * they amount to does not depend on that order. Immutable.
 */
public final class Succession {

    /** The model that the job was started with forecasts from all origins. */
    public static final Succession OWN = new Succession(List.of());

    private final List<Term> announced;
    /** In force, oldest first: each until the next one begins. */
    private final List<Term> terms;
    /** Each of them alone, as most series need them. */
    private final List<List<Term>> alone;

    private Succession(List<Term> announced) {
        this.announced = announced;
        terms = inForce(announced);
        alone = terms.stream().map(List::of).toList();
    }

    private static List<Term> inForce(List<Term> announced) {
        Map<Integer, Term> byDay = new TreeMap<>();
        byDay.put(Term.EVER, Term.OWN);
        for (Term term : announced) {
            byDay.merge(term.from(), term, Succession::later);
        }
        return List.copyOf(byDay.values());
    }

    private static Term later(Term one, Term other) {
        if (one.issued() != other.issued()) {
            return one.issued() > other.issued() ? one : other;
        }
        return one.model().compareTo(other.model()) >= 0 ? one : other;
    }

    /** With one more; this one if it was announced before. */
    public Succession with(Term term) {
        if (announced.contains(term)) {
            return this;
        }
        List<Term> more = new ArrayList<>(announced);
        more.add(term);
        return new Succession(List.copyOf(more));
    }

    /** Number of terms that were announced. */
    public int count() {
        return announced.size();
    }

    /** Those in force, oldest first: each until the next one begins. */
    public List<Term> terms() {
        return terms;
    }

    /** Those that origins of some days belong to, oldest first. */
    List<Term> between(int firstDay, int lastDay) {
        int last = at(terms, lastDay);
        int first = at(terms, Math.min(firstDay, lastDay));
        return first == last ? alone.get(last) : terms.subList(first, last + 1);
    }

    /** Position of the term that an origin belongs to. */
    private static int at(List<Term> terms, int day) {
        int position = terms.size() - 1;
        while (terms.get(position).from() > day) {
            position--;
        }
        return position;
    }

    /**
     * The first day whose origin belongs to another term than it did when fewer were announced; {@link Integer#MAX_VALUE} where
     * there is none.
     *
     * @param count how many were announced then
     */
    int changedSince(int count) {
        if (count >= announced.size()) {
            return Integer.MAX_VALUE;
        }
        List<Term> before = inForce(announced.subList(0, count));
        return Math.min(firstOther(before, terms), firstOther(terms, before));
    }

    /** The first day on which a term of {@code some} begins that is not in force then in {@code others}. */
    private static int firstOther(List<Term> some, List<Term> others) {
        return some.stream()
                .filter(term -> !term.isSameAs(others.get(at(others, term.from()))))
                .mapToInt(Term::from)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
