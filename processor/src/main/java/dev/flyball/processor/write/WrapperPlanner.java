package dev.flyball.processor.write;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.Reading;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Makes a {@link Wrapper} of a type and its plans; what a wrapper cannot govern goes to the hindrances. */
final class WrapperPlanner {

    private final Elements elements;
    private final Types types;
    private final Mentions mentions;
    private final ShapeChooser shapes;
    private final StandIns standIns;
    private final Members members;
    private final SiteNames siteNames;

    WrapperPlanner(Elements elements, Types types, Mentions mentions) {
        this.mentions = mentions;
        this.elements = elements;
        this.types = types;
        this.shapes = new ShapeChooser(elements, types);
        this.standIns = new StandIns(elements, types);
        this.members = new Members(elements, types);
        this.siteNames = new SiteNames(types);
    }

    Optional<Wrapper> plan(SourceType source, Reading reading, Hindrances hindrances) {
        TypeElement type = source.element();
        List<PlannedMethod> own = own(source, reading, hindrances);
        if (own.isEmpty() && type.getKind() != ElementKind.INTERFACE) {
            return Optional.empty();
        }
        Optional<ShapeChooser.Choice> choice =
                shapes.choose(type, own.stream().map(PlannedMethod::element).toList(), hindrances);
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        Shape shape = choice.get().shape();
        List<PlannedMethod> planned = new ArrayList<>(own);
        planned.removeIf(method -> !reachable(method.element(), shape, hindrances));
        List<ExecutableElement> others = others(type, choice.get(), own);
        Inheritance inheritance = new Inheritance(elements, types, mentions, type);
        others.forEach(method -> inheritance.of(method, shape).ifPresent(planned::add));
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        List<ExecutableElement> reached =
                planned.stream().map(PlannedMethod::element).toList();
        List<ExecutableElement> passed = shape == Shape.SUBCLASS
                ? List.of()
                : others.stream().filter(method -> !reached.contains(method)).toList();
        return Optional.of(new Wrapper(
                type,
                shape,
                Wrapper.name(type, elements),
                choice.get().interfaces(),
                governed(planned, hindrances),
                passed));
    }

    private static List<PlannedMethod> own(SourceType source, Reading reading, Hindrances hindrances) {
        List<PlannedMethod> own = new ArrayList<>();
        for (DeclaredMethod declared : source.declared().methods()) {
            Inheritance.plans(reading)
                    .filter(plan -> plan.method().equals(declared))
                    .forEach(plan -> {
                        ExecutableElement method = source.element(declared);
                        if (method != null && isOpen(method, hindrances)) {
                            own.add(new PlannedMethod(method, source, plan));
                        }
                    });
        }
        return own;
    }

    /** The further methods that a wrapper of that shape could have. */
    private List<ExecutableElement> others(TypeElement type, ShapeChooser.Choice choice, List<PlannedMethod> own) {
        Stream<ExecutableElement> all = choice.shape() == Shape.DECORATOR
                ? members.of(type, choice.interfaces()).stream()
                : members.inherited(type);
        List<ExecutableElement> known = own.stream().map(PlannedMethod::element).toList();
        return all.filter(method -> !known.contains(method)).toList();
    }

    private List<GovernedMethod> governed(List<PlannedMethod> planned, Hindrances hindrances) {
        Map<ExecutableElement, String> sites =
                siteNames.of(planned.stream().map(PlannedMethod::element).toList());
        List<GovernedMethod> governed = new ArrayList<>();
        for (PlannedMethod method : planned) {
            governed.add(new GovernedMethod(
                    method.element(),
                    method.source().element(),
                    method.governed().plan(),
                    standIns.of(method, hindrances),
                    Objects.requireNonNull(sites.get(method.element()))));
        }
        return List.copyOf(governed);
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
