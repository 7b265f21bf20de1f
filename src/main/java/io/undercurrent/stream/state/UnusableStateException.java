package io.undercurrent.stream.state;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Thrown if the state given to a job belongs to another one. A restart would not help, so Flink does not try. */
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
