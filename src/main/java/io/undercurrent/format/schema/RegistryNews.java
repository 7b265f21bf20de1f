package io.undercurrent.format.schema;

/** Hears what keeps messages from being read or written. */
public interface RegistryNews {

    /** Hears nothing. */
    RegistryNews NOBODY = new RegistryNews() {
        @Override
        public void waits(String problem) {}

        @Override
        public void answers() {}
    };

    /** Messages wait for the registry, from now on. */
    void waits(String problem);

    /** The registry answers again. */
    void answers();
}
