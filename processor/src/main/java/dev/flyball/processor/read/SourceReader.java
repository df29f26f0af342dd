package dev.flyball.processor.read;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredParameter;
import dev.flyball.model.DeclaredType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a type element into the model's neutral record. Everything it says, the source says. */
public final class SourceReader {

    private final Elements elements;
    private final Types types;
    private final SourceNames names;
    private final Supertypes supertypes;
    private final AnnotationReader annotations;

    public SourceReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        this.names = new SourceNames(elements, types);
        this.supertypes = new Supertypes(elements);
        this.annotations = new AnnotationReader(names);
    }

    /** Reads a type whose names are all resolved. */
    public SourceType read(TypeElement type) {
        Map<String, ExecutableElement> index = new HashMap<>();
        List<DeclaredMethod> declared = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            declared.add(own(method, type, index));
        }
        List<DeclaredMethod> inherited = new ArrayList<>();
        for (ExecutableElement method : supertypes.inherited(type)) {
            inherited.add(method(method, List.of(), index));
        }
        DeclaredType record = new DeclaredType(
                names.binary(type),
                kind(type),
                AccessFlags.of(type),
                annotations.on(type),
                List.copyOf(declared),
                List.copyOf(inherited),
                true,
                new SourceRelations(elements, types, type));
        return new SourceType(type, record, Map.copyOf(index));
    }

    private DeclaredMethod own(ExecutableElement method, TypeElement type, Map<String, ExecutableElement> index) {
        List<DeclaredMethod> implemented = supertypes.implemented(method, type).stream()
                .map(above -> method(above, List.of(), index))
                .toList();
        return method(method, implemented, index);
    }

    private DeclaredMethod method(
            ExecutableElement method, List<DeclaredMethod> implemented, Map<String, ExecutableElement> index) {
        String owner = names.binary(SourceNames.owner(method));
        String name = method.getSimpleName().toString();
        String descriptor = names.descriptor(method);
        index.put(SourceType.key(owner, name, descriptor), method);
        return new DeclaredMethod(
                owner,
                name,
                descriptor,
                AccessFlags.of(method),
                method.getParameters().stream().map(this::parameter).toList(),
                names.erased(method.getReturnType()),
                names.erased(method.getThrownTypes()),
                annotations.on(method),
                implemented);
    }

    private DeclaredParameter parameter(VariableElement parameter) {
        return new DeclaredParameter(
                parameter.getSimpleName().toString(), names.erased(parameter.asType()), annotations.on(parameter));
    }

    private static DeclaredType.Kind kind(Element type) {
        return switch (type.getKind()) {
            case INTERFACE -> DeclaredType.Kind.INTERFACE;
            case RECORD -> DeclaredType.Kind.RECORD;
            case ENUM -> DeclaredType.Kind.ENUM;
            case ANNOTATION_TYPE -> DeclaredType.Kind.ANNOTATION;
            default -> DeclaredType.Kind.CLASS;
        };
    }
}
