package dev.flyball.runtime.config;

/**
 * Where a value stands: its layer, the place within it ({@code flyball.conf:4}, {@code -Dflyball.enabled}), and whether
 * it was said for every instance of a policy, under the name {@code default}.
 */
public record Origin(Layer layer, String place, boolean shared) {

    static final Origin ANNOTATION = new Origin(Layer.ANNOTATION, "annotation", false);
    static final Origin BUILT_IN = new Origin(Layer.BUILT_IN, "built-in", false);

    static Origin of(Layer layer, String place) {
        return new Origin(layer, place, false);
    }

    Origin asShared() {
        return new Origin(layer, place, true);
    }

    @Override
    public String toString() {
        return shared ? place + " default" : place;
    }
}
