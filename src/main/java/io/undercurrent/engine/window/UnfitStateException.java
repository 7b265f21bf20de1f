package io.undercurrent.engine.window;

/** Thrown if the state of a series has windows of another shape, or lacks a part. */
public final class UnfitStateException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public UnfitStateException(String message) {
        super(message);
    }
}
