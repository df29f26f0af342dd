package dev.flyball.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

class InternalErrorTest {

    private static final String TWO = """
        package com.acme;

        import dev.flyball.annotation.Bulkhead;

        class First {

            @Bulkhead(max = 1)
            void work() {}
        }

        class Second {

            @Bulkhead(max = 1)
            void work() {}
        }
        """;

    @Test
    void aFailureIsReportedAtItsTypeAndTheNextTypeIsStillWritten() {
        List<String> files = new ArrayList<>();
        Compilation compilation =
                Sources.compiler(breaksAt("com.acme.First_Governed", files)).compile(Sources.text(TWO, "First.java"));
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT))
                    .isEqualTo(
                            "[internal-error] Reading com.acme.First failed: java.lang.IllegalStateException: the disk"
                                    + " is gone. Fix: report it with what -Aflyball.debug=true prints here; other types"
                                    + " are not affected");
            assertThat(error.getLineNumber()).isEqualTo(5);
        });
        assertThat(files).containsExactly("com.acme.Second_Governed");
    }

    /** The processor, in a compilation where writing that class fails; the others are noted. */
    private static Processor breaksAt(String name, List<String> written) {
        GovernanceProcessor processor = new GovernanceProcessor();
        return proxy(Processor.class, processor, "init", arguments -> {
            ProcessingEnvironment environment = (ProcessingEnvironment) arguments[0];
            Filer filer = proxy(Filer.class, environment.getFiler(), "createSourceFile", given -> {
                if (given[0].toString().equals(name)) {
                    throw new IllegalStateException("the disk is gone");
                }
                written.add(given[0].toString());
            });
            arguments[0] = answering(environment, filer);
        });
    }

    private interface Before {
        void call(Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, String method, Before before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.call(arguments);
                    }
                    try {
                        return called.invoke(target, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static ProcessingEnvironment answering(ProcessingEnvironment environment, Filer filer) {
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                Filer.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (self, called, arguments) ->
                        called.getName().equals("getFiler") ? filer : called.invoke(environment, arguments));
    }
}
