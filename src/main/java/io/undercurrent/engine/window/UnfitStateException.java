package io.undercurrent.engine.window;

/** The state of a series is not what it was made to be: it belongs to another model or other limits, or a part is missing. */
public final class UnfitStateException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public UnfitStateException(String message) {
        super(message);
    }
}
