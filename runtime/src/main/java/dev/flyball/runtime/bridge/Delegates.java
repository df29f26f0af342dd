package dev.flyball.runtime.bridge;

import org.jspecify.annotations.Nullable;

/**
 * Whether the classes behind a decorator are woven themselves, so that a call is governed once. Remembers the last class
 * asked for; an answer is void once anything more has been woven. Racing writers each write a right answer.
 */
final class Delegates {

    private record Answer(Class<?> type, int weavings, boolean woven) {}

    private final String name;
    private final String descriptor;
    private volatile @Nullable Answer last;

    Delegates(String name, String descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    boolean woven(Class<?> type) {
        Answer known = last;
        int weavings = Linker.weavings();
        if (known == null || known.type() != type || known.weavings() != weavings) {
            known = new Answer(type, weavings, Linker.isWoven(type, name, descriptor));
            last = known;
        }
        return known.woven();
    }
}
