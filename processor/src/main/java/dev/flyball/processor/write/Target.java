package dev.flyball.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.ExecutableElement;

/** Where a wrapper's calls go: to the super class, or to the delegate of that type. */
record Target(Shape shape, TypeName type) {

    static final String DELEGATE = "delegate";

    /** What a site is told of the object that is called. */
    String receiver(ExecutableElement method) {
        return shape == Shape.SUBCLASS ? "this" : Locals.hidden(method, DELEGATE);
    }

    /** What stands before the name of the body's method. */
    String body(ExecutableElement method) {
        return (shape == Shape.SUBCLASS ? "super" : Locals.hidden(method, DELEGATE)) + ".";
    }

    /** What stands before a fallback's name; a subclass may override the fallback, so it is not called by super. */
    CodeBlock fallback(ExecutableElement method, boolean isStatic) {
        if (isStatic) {
            return CodeBlock.of("$T.", type);
        }
        return CodeBlock.of(shape == Shape.SUBCLASS ? "" : body(method));
    }
}
