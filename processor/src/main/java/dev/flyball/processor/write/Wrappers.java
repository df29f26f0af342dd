package dev.flyball.processor.write;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;

/** Writes the wrapper of a governed type, or says why there is none. */
public final class Wrappers {

    private final Filer filer;
    private final SourceNames names;
    private final Mentions mentions;
    private final WrapperPlanner planner;
    private final Clashes clashes;
    private final Overrides overrides;
    private final WrapperWriter writer;

    /** {@code listed} are further annotations to repeat; {@code words} says a plan in words. */
    public Wrappers(
            ProcessingEnvironment environment,
            SourceNames names,
            Mentions mentions,
            Set<String> listed,
            Function<MethodPlan, List<String>> words) {
        var elements = environment.getElementUtils();
        var types = environment.getTypeUtils();
        CopiedAnnotations copied = new CopiedAnnotations(names, listed);
        this.filer = environment.getFiler();
        this.names = names;
        this.mentions = mentions;
        this.planner = new WrapperPlanner(elements, types, mentions);
        this.clashes = new Clashes(elements, mentions);
        this.overrides = new Overrides(elements, mentions, names, listed);
        this.writer = new WrapperWriter(elements, types, copied, new WrapperDoc(words, names));
    }

    /**
     * Writes what can be written; answers what hinders the rest. A type that is governed only through its interfaces
     * needs no wrapper, as theirs stand before it, so nothing hinders one.
     */
    public List<Problem> write(SourceType source, Reading reading) throws IOException {
        Hindrances hindrances = new Hindrances(source, names, mentions);
        overrides.check(source, reading, hindrances);
        List<Problem> before = hindrances.all();
        Optional<Wrapper> wrapper = planner.plan(source, reading, hindrances);
        if (!mentions.own(source.element()) && hindrances.all().size() > before.size()) {
            return before;
        }
        if (wrapper.isPresent() && clashes.none(wrapper.get(), hindrances)) {
            try {
                writer.write(wrapper.get()).writeTo(filer);
            } catch (FilerException exists) {
                hindrances.nameTaken(wrapper.get().name().simpleName());
            }
        }
        return hindrances.all();
    }
}
