package io.undercurrent.format.models;

import io.undercurrent.format.CalendarDay;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of the topic of models.
 *
 * @param model name of the model, such as {@code gru48@1f3c9a}
 * @param uri of its file
 * @param checksum SHA-256 of the file, in hexadecimal digits
 * @param from the first origin that it forecasts from, counted from 1970-01-01; {@link #EVER} for the model that a job was started with
 * @param pushed when that was decided, to the millisecond
 * @param watch how a shadow is watched; the same for all other roles
 */
public record ModelEntry(
        ModelRole role, String model, String uri, String checksum, int from, Instant pushed, Watch watch)
        implements Serializable {

    /** The day of a model that there is no day before of. */
    public static final int EVER = Integer.MIN_VALUE;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ModelEntry {
        Objects.requireNonNull(role, "role");
        requireText("model", model);
        requireText("uri", uri);
        Objects.requireNonNull(checksum, "checksum");
        if (!SHA_256.matcher(checksum).matches()) {
            throw new IllegalArgumentException(
                    "sha256: expected 64 hexadecimal digits in small letters, but got '" + checksum + "'");
        }
        pushed = pushed.truncatedTo(ChronoUnit.MILLIS);
        if (role != ModelRole.SHADOW && !watch.equals(Watch.ALL)) {
            throw new IllegalArgumentException("share, until and rule: expected none but for a shadow, but got " + watch
                    + " for the role " + role.label());
        }
        if (watch.until() <= from) {
            throw new IllegalArgumentException(
                    "until: expected a day after the first, " + from + ", but got " + watch.until());
        }
    }

    /** For all series. */
    public ModelEntry(ModelRole role, String model, String uri, String checksum, int from, Instant pushed) {
        this(role, model, uri, checksum, from, pushed, Watch.ALL);
    }

    private static void requireText(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + ": expected a text, but it is blank");
        }
    }

    /** The same model from the same day on, in another role, for all series. */
    public ModelEntry as(ModelRole other) {
        return new ModelEntry(other, model, uri, checksum, from, pushed);
    }

    /** The same model in the role of the one that forecasts, by a new decision. */
    public ModelEntry again(int fromNow, Instant now) {
        return new ModelEntry(ModelRole.LIVE, model, uri, checksum, fromNow, now);
    }

    /** The same model as a shadow of no series: whatever shadow there was before, from this day on there is none. */
    public ModelEntry withoutSeries(int fromNow, Instant now) {
        return new ModelEntry(ModelRole.SHADOW, model, uri, checksum, fromNow, now, new Watch(0, Watch.NO_END, null));
    }

    /**
     * What is to be written so that this model takes the place of the live one.
     *
     * @param live the model that was live before; empty where there was none that a job has taken
     */
    public List<ModelEntry> inPlaceOf(Optional<ModelEntry> live, int fromNow, Instant now) {
        List<ModelEntry> entries = new ArrayList<>();
        live.filter(before -> !before.checksum.equals(checksum))
                .map(before -> before.as(ModelRole.PREVIOUS))
                .ifPresent(entries::add);
        entries.add(again(fromNow, now));
        return entries;
    }

    /**
     * The same model, which was live before, as a shadow of the one after it, for which it comes back where a rule decides so.
     *
     * @param days for how many, 1 or more, and so few that they end in the year 9999 at the latest
     */
    public ModelEntry watching(int fromNow, Instant now, int days, ModelRule rule) {
        long most = CalendarDay.LAST - fromNow;
        if (days < 1 || days > most) {
            throw new IllegalArgumentException(
                    "days: expected 1 to " + most + ", up to the year 9999, but got " + days);
        }
        return new ModelEntry(ModelRole.SHADOW, model, uri, checksum, fromNow, now, new Watch(1, fromNow + days, rule));
    }

    /** Of the series that it forecasts; 0 where there is to be no shadow. */
    public double share() {
        return watch.share();
    }

    /** Whether it is the shadow of a model that took its place. */
    public boolean isBefore() {
        return watch.until() != Watch.NO_END;
    }

    /** Whether it says which shadow there is from its day on, or that there is none. */
    public boolean isOfShadow() {
        return role == ModelRole.SHADOW;
    }

    /** Whether two entries are of one decision, whatever their roles are by now. */
    public boolean isSameDecisionAs(ModelEntry other) {
        return isOfShadow() == other.isOfShadow() && (isOfShadow() ? this : as(other.role)).equals(other);
    }
}
