package io.undercurrent.stream.state;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The state that a job was given is not its own. No restart mends that, so Flink tries none. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnusableStateException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public UnusableStateException(String message) {
        super(message);
    }

    public UnusableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
