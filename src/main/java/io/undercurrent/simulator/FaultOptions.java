package io.undercurrent.simulator;

/**
 * How often things go wrong between a store and its reader, each as a probability of a reading.
 *
 * @param gaps a reading is never sent
 * @param duplicates a reading is sent twice
 * @param late a reading is sent one to seven days after its day
 * @param corrupt a message arrives in a form that is no reading
 */
public record FaultOptions(double gaps, double duplicates, double late, double corrupt) {

    /** Nothing goes wrong. */
    public static final FaultOptions NONE = new FaultOptions(0, 0, 0, 0);

    public FaultOptions {
        requireProbability("gaps", gaps);
        requireProbability("duplicates", duplicates);
        requireProbability("late", late);
        requireProbability("corrupt", corrupt);
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": expected a probability from 0 to 1, but got " + value);
        }
    }
}
