package io.undercurrent.engine.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What terms amount to, whichever came first. */
class SuccessionRulesTest {

    private static final int GRACE = 30;
    private static final int DAY = 20_000;

    private static Term term(String model, int from, int issuedDay) {
        return new Term(model, DAY + from, Duration.ofDays(DAY + issuedDay).toMillis());
    }

    private static Succession of(List<Term> terms) {
        Succession all = Succession.withGrace(GRACE);
        for (Term term : terms) {
            all = all.with(term);
        }
        return all;
    }

    @Test
    void theLaterDecisionHoldsFromItsDayOn() {
        Term first = term("a", 0, 0);
        Term planned = term("b", 20, 1);
        Term sooner = term("c", 10, 2);
        assertEquals(
                List.of(Term.OWN, first, sooner),
                of(List.of(first, planned, sooner)).terms());
        assertEquals(
                List.of(Term.OWN, first, sooner, term("b", 20, 3)),
                of(List.of(first, planned, sooner, term("b", 20, 3))).terms());
        assertEquals(DAY + 10, of(List.of(first, planned, sooner)).changedSince(2));
        assertEquals(Integer.MAX_VALUE, of(List.of(first, sooner, planned)).changedSince(2));
    }

    /** A job that keeps more days than before still has no model for what was over then. */
    @Test
    void whatIsGoneStaysOverWithAnyGrace() {
        Term first = term("a", 0, 0);
        Term second = term("b", 7, 7);
        Term third = term("c", 8 + GRACE, 8 + GRACE);
        Succession later = Succession.withGrace(10 * GRACE).with(second).withGone(first);
        assertEquals(List.of(Term.OWN, second), later.terms());
        assertEquals(List.of(Term.OWN, second, third), later.with(third).terms());
        assertEquals(3, later.with(third).count());
        assertEquals(
                List.of(Term.OWN, first, second),
                Succession.withGrace(10 * GRACE).with(second).with(first).terms());
    }

    @Test
    void aTermIsOverWhenItsLastDayIsLongAgo() {
        Term first = term("a", 0, 0);
        Term second = term("b", 7, 7);
        Term third = term("c", 7 + GRACE, 7 + GRACE);
        Term fourth = term("d", 8 + GRACE, 8 + GRACE);
        assertEquals(
                List.of(Term.OWN, first, second, third),
                of(List.of(first, second, third)).terms());
        Succession later = of(List.of(first, second, third, fourth));
        assertEquals(List.of(Term.OWN, second, third, fourth), later.terms());
        assertEquals(4, later.count());
        // A series that last heard of the first one has nothing made again before the second.
        assertEquals(DAY + 7, later.changedSince(1));
    }

    /** A day mistyped must not take the model away that forecasts now. */
    @Test
    void aDayFarAheadEndsNoTerm() {
        Term first = term("a", 0, 0);
        Term second = term("b", 7, 7);
        assertEquals(
                List.of(Term.OWN, first, second, term("c", 4000, 8)),
                of(List.of(first, second, term("c", 4000, 8))).terms());
    }

    @Test
    void orderDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int over = 0;
        for (int round = 0; round < 2000; round++) {
            List<Term> terms = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int issued = random.nextInt(4 * GRACE);
                terms.add(term("abc".substring(i % 3, i % 3 + 1), issued + random.nextInt(GRACE) - GRACE / 2, issued));
            }
            List<Term> inForce = of(terms).terms();
            Collections.shuffle(terms, random);
            assertEquals(inForce, of(terms).terms(), "seed " + seed);
            // What is over stays over.
            Succession before = of(terms.subList(0, 5));
            for (Term term : terms.subList(0, 5)) {
                assertTrue(before.terms().contains(term) || !of(terms).terms().contains(term), "seed " + seed);
                over += before.terms().contains(term) ? 0 : 1;
            }
        }
        assertTrue(over > 1000, over + " were over, seed " + seed);
    }
}
