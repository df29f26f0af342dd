package dev.flyball.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.flyball.model.MethodPlan;
import dev.flyball.processor.read.SourceNames;
import java.util.List;
import java.util.function.Function;

/** What a reader is told on top of a generated file: what it is, and each governed method's policies in words. */
final class WrapperDoc {

    private final Function<MethodPlan, List<String>> words;
    private final SourceNames names;

    WrapperDoc(Function<MethodPlan, List<String>> words, SourceNames names) {
        this.words = words;
        this.names = names;
    }

    CodeBlock of(Wrapper wrapper) {
        String name = wrapper.type().getQualifiedName().toString();
        String simple = wrapper.type().getSimpleName().toString();
        CodeBlock.Builder doc = CodeBlock.builder();
        doc.add(
                wrapper.shape() == Shape.SUBCLASS
                        ? "A {@code $L} whose governed methods obey their policies, also where it calls them itself.\n"
                        : "Stands before a {@code $L} and governs the calls that come through; not those it makes"
                                + " itself.\n",
                simple);
        doc.add("\n<ul>\n");
        for (GovernedMethod method : wrapper.governed()) {
            doc.add("  <li>{@code $L}\n    <ul>\n", Labels.of(method.element(), names));
            words.apply(method.plan()).forEach(line -> doc.add("      <li>$L\n", escaped(line)));
            doc.add("    </ul>\n");
        }
        return doc.add("</ul>\n\nGenerated from {@code $L}. Do not edit.\n", name)
                .build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
    }
}
