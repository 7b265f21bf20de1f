package io.undercurrent.exchange.onnx;

/** Why a node cannot become part of a network; who walks through the graph adds which node. */
final class CannotHoldException extends Exception {

    CannotHoldException(String reason) {
        super(reason);
    }
}
