package dev.flyball.runtime.config;

/** Who may say what a value is; who comes first here is believed first. */
public enum Layer {
    /** The program, or a person at the console. */
    OVERRIDE,
    /** {@code -Dflyball.…}. */
    PROPERTY,
    /** {@code FLYBALL_…}. */
    ENVIRONMENT,
    /** The files of {@code flyball.config.files}; a later file is believed before an earlier one. */
    FILE,
    /** Every {@code META-INF/flyball.conf} on the class path. */
    CLASS_PATH,
    /** The annotation in the code, or the rule in its place. */
    ANNOTATION,
    /** The default in the vocabulary. */
    BUILT_IN;

    /** Whether this is configuration, as opposed to code. */
    public boolean isConfiguration() {
        return compareTo(ANNOTATION) < 0;
    }
}
