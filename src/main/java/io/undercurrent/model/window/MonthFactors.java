package io.undercurrent.model.window;

/** The {@link MonthEffects} of each day. One thread's working memory. */
public final class MonthFactors {

    private final MonthEffects effects;
    private final Calendar calendar;

    public MonthFactors(MonthEffects effects, Calendar calendar) {
        this.effects = effects;
        this.calendar = calendar;
    }

    /** The factor on the level of a day; 1 if months make nothing of it. */
    public float of(int day) {
        return effects.areNone()
                ? 1
                : effects.factors().get(calendar.month(day)).floatValue();
    }

    /** Takes the factors out of the values of successive days. */
    public void takeOut(float[] values, int firstDay) {
        for (int i = 0; i < values.length && !effects.areNone(); i++) {
            values[i] /= of(firstDay + i);
        }
    }
}
