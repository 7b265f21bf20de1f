package io.undercurrent.engine.window;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which models forecast, and which one is stepped beside them as their shadow, for comparison: two successions, whose terms were
 * announced in one order. Immutable.
 */
public final class Lineup {

    /** The model that the job was started with, alone. */
    public static final Lineup OWN = new Lineup(Succession.OWN, Succession.OWN, new int[1]);

    private final Succession live;
    /** The own term stands for no shadow. */
    private final Succession shadows;
    /** By a number of terms that were announced first: how many of them are of live models. */
    private final int[] liveAmong;

    private Lineup(Succession live, Succession shadows, int[] liveAmong) {
        this.live = Objects.requireNonNull(live, "live");
        this.shadows = Objects.requireNonNull(shadows, "shadows");
        this.liveAmong = liveAmong;
    }

    /** Of live models alone. */
    public static Lineup of(Succession live) {
        int[] among = new int[live.count() + 1];
        Arrays.setAll(among, count -> count);
        return new Lineup(live, Succession.OWN, among);
    }

    /**
     * The model that the job was started with, alone.
     *
     * @param grace as in {@link Succession#withGrace}
     */
    public static Lineup withGrace(int grace) {
        return new Lineup(Succession.withGrace(grace), Succession.withGrace(grace), new int[1]);
    }

    /**
     * With one more term; this one if it was announced before.
     *
     * @param shadow whether it is that of a shadow; with a share of 0 there is none from its day on
     */
    public Lineup with(Term term, boolean shadow) {
        Succession before = shadow ? shadows : live;
        Succession after = before.with(term);
        return after == before ? this : with(after, shadow);
    }

    /** With one more term that was over before, and of whose model nothing is left; a job that keeps more days does not take it up again. */
    public Lineup withGone(Term term, boolean shadow) {
        return with((shadow ? shadows : live).withGone(term), shadow);
    }

    private Lineup with(Succession after, boolean shadow) {
        int[] among = Arrays.copyOf(liveAmong, liveAmong.length + 1);
        among[liveAmong.length] = among[liveAmong.length - 1] + (shadow ? 0 : 1);
        return new Lineup(shadow ? live : after, shadow ? after : shadows, among);
    }

    /** Number of terms that were announced. */
    public int count() {
        return liveAmong.length - 1;
    }

    /** Whether the model of a term may still be asked for something. */
    public boolean isInForce(Term term, boolean shadow) {
        return shadow
                ? term.share() > 0 && shadows.terms().contains(term)
                : live.terms().contains(term);
    }

    /** The terms of all models that may be asked for something besides the one that the job was started with. */
    public List<Term> successors() {
        return Stream.concat(live.terms().stream(), shadows.terms().stream())
                .filter(term -> term.from() != Term.EVER && term.share() > 0)
                .toList();
    }

    Succession live() {
        return live;
    }

    Succession shadows() {
        return shadows;
    }

    /** As {@link Succession#changedSince}, of live models. */
    int liveChangedSince(int count) {
        return live.changedSince(liveAmong[Math.min(count, count())]);
    }

    /** As {@link Succession#changedSince}, of shadows. */
    int shadowChangedSince(int count) {
        int known = Math.min(count, count());
        return shadows.changedSince(known - liveAmong[known]);
    }
}
