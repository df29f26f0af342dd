package dev.flyball.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the processor itself says, whole. What the model says, the model's tests assert. */
class MessagesTest {

    @Test
    void aMethodThatNothingCanOverrideNamesTheAgent() {
        assertThat(messages("Closed.java"))
                .containsExactlyInAnyOrder(
                        "[final-method] sealed() is final; a wrapper cannot override it. Fix: drop final" + AGENT,
                        "[private-method] secret() is private; a wrapper cannot override it. Fix: make it visible in"
                                + " its package" + AGENT,
                        "[private-method] named(Hidden) names the private type Hidden; a wrapper cannot override it."
                                + " Fix: make that type visible in its package" + AGENT,
                        "[static-method] shared() is static; a wrapper cannot override it. Fix: make it an instance"
                                + " method"
                                + AGENT,
                        "[final-method] sealed() is final; a wrapper cannot override it. Fix: drop final" + AGENT);
    }

    @Test
    void aTypeThatNothingCanStandBeforeNamesTheChangeThatHelps() {
        assertThat(messages("Shapes.java"))
                .containsExactly(
                        "[final-type] Shapes.Last is final and other() implements no interface method; a wrapper can"
                                + " neither extend nor stand before it. Fix: drop final (Kotlin: open), declare other() in"
                                + " Shapes.Named" + AGENT,
                        "[final-type] Shapes.Pair is a record and swap() implements no interface method; a wrapper can"
                                + " neither extend nor stand before it. Fix: let it implement an interface with swap()"
                                + AGENT,
                        "[sealed-type] Shapes.Root is sealed; a wrapper may not extend it. Fix: drop sealed" + AGENT,
                        "[sealed-type] Shapes.Choice is sealed; a wrapper may not extend it. Fix: drop sealed" + AGENT,
                        "[inner-type] Shapes.Inner is an inner class; a wrapper has no outer object to give it. Fix:"
                                + " make it static" + AGENT,
                        "[inner-type] Shapes.Secret is private; a wrapper beside it cannot name it. Fix: make it"
                                + " visible in its package" + AGENT,
                        "[no-visible-constructor] Every constructor of Shapes.Unborn is private; a wrapper cannot"
                                + " extend it. Fix: make one visible in its package" + AGENT);
    }

    @Test
    void namesThatMeanSomethingElseAreCalledByBothNames() {
        assertThat(messages("names"))
                .containsExactlyInAnyOrder(
                        "[wrapper-name-taken] The wrapper of Shop would be called Shop_Governed, which exists. Fix:"
                                + " rename one of them" + AGENT,
                        "[wrapper-name-taken] The wrapper of Outer.Inner would be called Outer_Inner_Governed, which"
                                + " exists. Fix: rename one of them" + AGENT,
                        "[import-clash] In a wrapper of Store the name Item means com.acme.Base.Item, but its methods"
                                + " need com.acme.Item. Fix: rename one of them" + AGENT);
    }

    @Test
    void whatOverridingLosesIsSaidWithItsCure() {
        assertThat(messages("overriding"))
                .containsExactly(
                        "[override-ungoverned] work() overrides Base.work(), which is governed, and is not governed"
                                + " itself. Fix: repeat its annotations, or mark it @Ungoverned");
        assertThat(messages("binding"))
                .containsExactly(
                        "[binding-not-inherited] work() has @com.acme.Audited, which an overriding method does not"
                                + " inherit. Fix: compile with -Aflyball.copyAnnotations=com.acme.Audited");
    }

    @Test
    void anAbstractTypeSendsTheReaderToItsSubclasses() {
        assertThat(messages("Returns.java"))
                .contains("[abstract-type] Returns is abstract; no wrapper is written for it. Fix: annotate the classes"
                        + " that extend it" + AGENT);
    }

    @Test
    void aFallbackThatOnlyTheCompilerCanJudgeIsJudgedHere() {
        assertThat(messages("Fallbacks.java"))
                .contains(
                        "[fallback-private] hidden() is private; a wrapper cannot call it. Fix: make it visible in its"
                                + " package" + AGENT,
                        "[fallback-return] numbers() returns another type than names(), as their type arguments"
                                + " differ. Fix: return the same type");
    }

    private static final String AGENT = ", or compile with -Aflyball.wrappers=none and govern it by the agent";

    private static List<String> messages(String name) {
        Path path = Sources.ROOT.resolve("problems").resolve(name);
        var sources = Files.isDirectory(path) ? Sources.in(path) : List.of(Sources.file(path));
        return Sources.compile(sources).diagnostics().stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .filter(text -> text.startsWith("["))
                .toList();
    }
}
