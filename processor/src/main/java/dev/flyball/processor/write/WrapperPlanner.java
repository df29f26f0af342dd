package dev.flyball.processor.write;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.Reading;
import dev.flyball.processor.read.SourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Makes a {@link Wrapper} of a type and its plans; what a wrapper cannot govern goes to the hindrances. */
final class WrapperPlanner {

    private final Elements elements;
    private final ShapeChooser shapes;
    private final StandIns standIns;
    private final Members members;
    private final SiteNames siteNames;

    WrapperPlanner(Elements elements, Types types) {
        this.elements = elements;
        this.shapes = new ShapeChooser(elements, types);
        this.standIns = new StandIns(elements, types);
        this.members = new Members(elements, types);
        this.siteNames = new SiteNames(types);
    }

    Optional<Wrapper> plan(SourceType source, Reading reading, Hindrances hindrances) {
        TypeElement type = source.element();
        Map<ExecutableElement, Reading.Governed> planned = new LinkedHashMap<>();
        for (DeclaredMethod declared : source.declared().methods()) {
            Stream.of(reading.governed(), reading.contracts())
                    .flatMap(List::stream)
                    .filter(governed -> governed.method().equals(declared))
                    .forEach(governed -> {
                        ExecutableElement method = source.element(declared);
                        if (method != null && isOpen(method, hindrances)) {
                            planned.put(method, governed);
                        }
                    });
        }
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        Optional<ShapeChooser.Choice> choice = shapes.choose(type, List.copyOf(planned.keySet()), hindrances);
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        planned.keySet().removeIf(method -> !reachable(method, choice.get().shape(), hindrances));
        Map<ExecutableElement, String> sites = siteNames.of(List.copyOf(planned.keySet()));
        List<GovernedMethod> governed = new ArrayList<>();
        sites.forEach((method, site) -> {
            Reading.Governed plan = Objects.requireNonNull(planned.get(method));
            List<StandIn> fallbacks = standIns.of(plan.fallbacks(), method, source, hindrances);
            governed.add(new GovernedMethod(method, plan.plan(), fallbacks, site));
        });
        if (governed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Wrapper(
                type,
                choice.get().shape(),
                Wrapper.name(type, elements),
                choice.get().interfaces(),
                List.copyOf(governed),
                passed(type, choice.get(), governed)));
    }

    private List<ExecutableElement> passed(
            TypeElement type, ShapeChooser.Choice choice, List<GovernedMethod> governed) {
        List<ExecutableElement> reached =
                governed.stream().map(GovernedMethod::element).toList();
        return members.of(type, choice.interfaces()).stream()
                .filter(method -> !reached.contains(method))
                .toList();
    }

    private static boolean isOpen(ExecutableElement method, Hindrances hindrances) {
        if (method.getModifiers().contains(Modifier.STATIC)) {
            hindrances.staticMethod(method);
            return false;
        }
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            hindrances.privateMethod(method);
            return false;
        }
        return true;
    }

    private static boolean reachable(ExecutableElement method, Shape shape, Hindrances hindrances) {
        if (shape == Shape.SUBCLASS && method.getModifiers().contains(Modifier.FINAL)) {
            hindrances.finalMethod(method);
            return false;
        }
        Optional<TypeElement> hidden = Hidden.in(method);
        hidden.ifPresent(type -> hindrances.privateSignature(method, type));
        return hidden.isEmpty();
    }
}
