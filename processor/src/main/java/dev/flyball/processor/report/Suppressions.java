package dev.flyball.processor.report;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** {@code @SuppressWarnings("flyball:<tag>")}, which the compiler's messager ignores. */
final class Suppressions {

    private Suppressions() {}

    /** Whether the element or one of its enclosers suppresses that tag. */
    static boolean cover(String tag, Element element) {
        for (@Nullable Element next = element; next != null; next = next.getEnclosingElement()) {
            SuppressWarnings suppress = next.getAnnotation(SuppressWarnings.class);
            if (suppress != null) {
                for (String word : suppress.value()) {
                    if (word.equals("flyball:" + tag)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
