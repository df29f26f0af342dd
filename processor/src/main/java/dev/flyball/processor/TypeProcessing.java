package dev.flyball.processor;

import dev.flyball.model.PlanReader;
import dev.flyball.model.PlanText;
import dev.flyball.model.PlanWords;
import dev.flyball.model.Reading;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceReader;
import dev.flyball.processor.read.SourceType;
import dev.flyball.processor.read.Unresolved;
import dev.flyball.processor.report.Placement;
import dev.flyball.processor.report.Reporter;
import dev.flyball.processor.write.Wrappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/** What happens to one type: read it, let the model say what it means, print the problems, write the wrapper. */
final class TypeProcessing {

    private final Options options;
    private final SourceNames names;
    private final Mentions mentions;
    private final SourceReader reader;
    private final Unresolved unresolved = new Unresolved();
    private final Reporter reporter;
    private final Wrappers wrappers;

    /** {@code sources} are the qualified names of the types compiled from source, as they come to light. */
    TypeProcessing(ProcessingEnvironment environment, Options options, Set<String> sources) {
        this.options = options;
        this.names = new SourceNames(environment.getElementUtils(), environment.getTypeUtils());
        this.mentions = new Mentions(names);
        this.reader = new SourceReader(environment.getElementUtils(), environment.getTypeUtils());
        Placement placement = new Placement(
                names, type -> sources.contains(type.getQualifiedName().toString()));
        this.reporter = new Reporter(environment.getMessager(), names, placement);
        this.wrappers = new Wrappers(environment, names, mentions, options.copied(), PlanWords::of);
    }

    /** False if the type must wait for a name; it does not in the last round. */
    boolean process(TypeElement type, boolean last) {
        try {
            if (!mentions.touch(type)) {
                return true;
            }
            Optional<String> missing = unresolved.in(type);
            if (missing.isEmpty()) {
                govern(type);
            } else if (last) {
                reporter.report(
                        Kind.ERROR,
                        "[unresolved-type] " + type.getSimpleName() + " names " + missing.get()
                                + ", which does not exist, so its annotations were not read."
                                + " Fix: correct the name, or add what declares it to the class path",
                        type);
            }
            return missing.isEmpty() || last;
        } catch (IOException | RuntimeException failure) {
            reporter.report(Kind.ERROR, internalError(type, failure), type);
            return true;
        }
    }

    private void govern(TypeElement type) throws IOException {
        SourceType source = reader.read(type);
        Reading reading = PlanReader.read(source.declared());
        reading.problems().forEach(problem -> reporter.report(problem, source));
        if (options.debug()) {
            reading.governed().forEach(one -> explain(one, source));
            reading.contracts().forEach(one -> explain(one, source));
        }
        if (options.wrappers()) {
            wrappers.write(source, reading).forEach(problem -> reporter.hindrance(problem, source));
        }
    }

    private void explain(Reading.Governed governed, SourceType source) {
        Element element = source.element(governed.method());
        reporter.report(
                Kind.NOTE,
                governed.plan().owner() + "." + governed.plan().name()
                        + governed.plan().descriptor() + " " + PlanText.write(governed.plan()),
                element);
    }

    private String internalError(TypeElement type, Exception failure) {
        String text = "[internal-error] Reading " + names.binary(type) + " failed: " + failure
                + ". Fix: report it with what -A" + Options.DEBUG + "=true prints here; other types are not affected";
        if (!options.debug()) {
            return text;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return text + System.lineSeparator() + trace;
    }
}
