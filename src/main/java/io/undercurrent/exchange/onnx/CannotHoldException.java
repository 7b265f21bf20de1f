package io.undercurrent.exchange.onnx;

/** Thrown if a node is not supported; {@link GraphWalk} adds the name of the node. */
final class CannotHoldException extends Exception {

    CannotHoldException(String reason) {
        super(reason);
    }
}
