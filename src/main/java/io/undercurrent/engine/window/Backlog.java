package io.undercurrent.engine.window;

/**
 * How much waits in the state of a key for another message of its series. It is bounded in number and in length, since a
 * message may be long whatever little is read from it, and the state of a key is read as one.
 *
 * @param bytes of the messages as they came, message keys included
 */
public record Backlog(int messages, long bytes) {

    public static final Backlog EMPTY = new Backlog(0, 0);

    private static final int MOST_MESSAGES = 1000;
    private static final long MOST_BYTES = 1 << 20;

    /** What waits at most, as a rejection says it. */
    static final String LIMIT = MOST_MESSAGES + " messages or " + MOST_BYTES + " bytes";

    public static Backlog of(Iterable<? extends Arrival> messages) {
        Backlog sum = EMPTY;
        for (Arrival message : messages) {
            sum = sum.with(message);
        }
        return sum;
    }

    Backlog with(Arrival message) {
        return new Backlog(messages + 1, bytes + message.bytes());
    }

    /** Whether a message may wait too; the first may, however long it is. */
    boolean hasRoomFor(Arrival message) {
        Backlog more = with(message);
        return messages == 0 || more.messages <= MOST_MESSAGES && more.bytes <= MOST_BYTES;
    }
}
