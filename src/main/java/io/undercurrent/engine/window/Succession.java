package io.undercurrent.engine.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which model forecasts from which origins: the {@linkplain Term terms} that were announced, in the order in which they came. What
 * they amount to does not depend on that order. Immutable.
 *
 * <p>The later decided term holds from its day on, whatever was decided for later days before. A term that ended long ago is over:
 * its origins belong to the model that the job was started with, so that nobody needs to keep its own. What is long ago follows from the
 * terms alone, and so is the same wherever and whenever they are read.
 */
public final class Succession {

    private static final long MILLIS_A_DAY = 86_400_000;

    private static final Comparator<Term> BY_DECISION =
            Comparator.comparingLong(Term::issued).thenComparing(Term::model).thenComparingInt(Term::from);

    /** The model that the job was started with forecasts from all origins. */
    public static final Succession OWN = new Succession(List.of(), 0, Set.of());

    private final List<Term> announced;
    private final int grace;
    /** Those whose models nobody has any more: they were over when each series was kept for fewer days. */
    private final Set<Term> gone;
    /** In force, oldest first: each until the next one begins. */
    private final List<Term> terms;
    /** Each of them alone, as most series need them. */
    private final List<List<Term>> alone;
    /** The first origin that does not belong to a term that is over; {@link Term#EVER} where none is. */
    private final int openFrom;

    private Succession(List<Term> announced, int grace, Set<Term> gone) {
        this.announced = announced;
        this.grace = grace;
        this.gone = gone;
        List<Term> all = inForce(announced);
        int over = over(all);
        openFrom = over == 0 ? Term.EVER : all.get(over + 1).from();
        all.subList(1, over + 1).clear();
        terms = List.copyOf(all);
        alone = terms.stream().map(List::of).toList();
    }

    /**
     * Without any term but that of the own model.
     *
     * @param grace days that the newest origin of a series may be after the end of a term whose origins are still made again
     */
    public static Succession withGrace(int grace) {
        return new Succession(List.of(), grace, Set.of());
    }

    private static List<Term> inForce(List<Term> announced) {
        List<Term> terms = new ArrayList<>(List.of(Term.OWN));
        for (Term term : announced.stream().sorted(BY_DECISION).toList()) {
            while (terms.get(terms.size() - 1).from() >= term.from()) {
                terms.remove(terms.size() - 1);
            }
            terms.add(term);
        }
        return terms;
    }

    /** How many terms after that of the own model are over. */
    private int over(List<Term> inForce) {
        long reached = announced.stream()
                .mapToLong(term -> Math.min(term.from(), Math.floorDiv(term.issued(), MILLIS_A_DAY)))
                .max()
                .orElse(Term.EVER);
        int over = 0;
        for (int next = 2; next < inForce.size(); next++) {
            if (inForce.get(next).from() < reached - grace || gone.contains(inForce.get(next - 1))) {
                over = next - 1;
            }
        }
        return over;
    }

    /** With one more; this one if it was announced before. */
    public Succession with(Term term) {
        if (announced.contains(term)) {
            return this;
        }
        List<Term> more = new ArrayList<>(announced);
        more.add(term);
        return new Succession(List.copyOf(more), grace, gone);
    }

    /** With one more that was over before, and of whose model nothing is left. */
    Succession withGone(Term term) {
        Set<Term> more = new HashSet<>(gone);
        more.add(term);
        return new Succession(announced, grace, Set.copyOf(more)).with(term);
    }

    /** Number of terms that were announced. */
    public int count() {
        return announced.size();
    }

    /** Those in force, oldest first: each until the next one begins. */
    public List<Term> terms() {
        return terms;
    }

    /** Those that origins since a day belong to, and those of models to come, oldest first. */
    List<Term> since(int day) {
        int first = at(terms, day);
        return first == terms.size() - 1 ? alone.get(first) : terms.subList(first, terms.size());
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
     * there is none. The days of terms that are over do not count.
     *
     * @param count how many were announced then
     */
    int changedSince(int count) {
        if (count >= announced.size()) {
            return Integer.MAX_VALUE;
        }
        List<Term> before = inForce(announced.subList(0, count));
        before.removeIf(term -> term.from() != Term.EVER && term.from() < openFrom);
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
