package io.undercurrent.engine.window;

/**
 * The messages that wait in the state of a key for another message of their series. Number and bytes are limited,
 * because messages may be long and the state of a key is read at once.
 *
 * @param bytes of the messages as they came, message keys included
 */
public record Backlog(int messages, long bytes) {

    public static final Backlog EMPTY = new Backlog(0, 0);

    private static final int MOST_MESSAGES = 1000;
    private static final long MOST_BYTES = 1 << 20;

    /** The limits, as rejections state them. */
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

    /** Whether another message may wait. The first one always may, whatever its length. */
    boolean hasRoomFor(Arrival message) {
        Backlog more = with(message);
        return messages == 0 || more.messages <= MOST_MESSAGES && more.bytes <= MOST_BYTES;
    }
}
