package io.undercurrent.format.fields;

/** The two parts of a message that have fields. */
public enum Part {
    KEY,
    VALUE
}
