package dev.flyball.runtime.config;

/** Something is wrong in the configuration, and whoever runs the program wants it not to start then. */
public final class ConfigurationRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    ConfigurationRefusedException(String report) {
        super(report);
    }
}
