package dev.flyball.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.flyball.model.PlanText;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes a wrapper's source, top to bottom: markers, sites, constructors, governed methods, methods passed on. */
final class WrapperWriter {

    private static final String PROCESSOR = "dev.flyball.processor.GovernanceProcessor";

    private final Elements elements;
    private final Types types;
    private final Members members;
    private final CopiedAnnotations copied;
    private final TypeNames names;
    private final Signatures signatures;
    private final MethodBody bodies;
    private final WrapperDoc doc;

    WrapperWriter(Elements elements, Types types, CopiedAnnotations copied, WrapperDoc doc) {
        this.elements = elements;
        this.types = types;
        this.members = new Members(elements, types);
        this.copied = copied;
        this.names = new TypeNames(copied);
        this.signatures = new Signatures(members, names, copied);
        this.bodies = new MethodBody(new FallbackCode(types));
        this.doc = doc;
    }

    JavaFile write(Wrapper wrapper) {
        TypeElement type = wrapper.type();
        TypeSpec.Builder out = TypeSpec.classBuilder(wrapper.name()).addOriginatingElement(type);
        out.addJavadoc(doc.of(wrapper));
        markers(out, wrapper);
        if (isPublic(type)) {
            out.addModifiers(Modifier.PUBLIC);
        }
        type.getTypeParameters().forEach(parameter -> out.addTypeVariable(names.variable(parameter)));
        wrapper.governed().forEach(method -> out.addField(site(method)));
        if (wrapper.shape() == Shape.SUBCLASS) {
            out.superclass(names.of(type.asType()));
            ShapeChooser.constructors(type).forEach(each -> out.addMethod(signatures.constructor(each)));
        } else {
            new DecoratorParts(names).add(out, wrapper, isPublic(type));
        }
        Target target = new Target(wrapper.shape(), ClassName.get(type));
        for (GovernedMethod method : wrapper.governed()) {
            out.addMethod(governed(method, wrapper, target));
        }
        for (ExecutableElement method : wrapper.passed()) {
            out.addMethod(passed(method, wrapper, target));
        }
        out.avoidClashesWithNestedClasses(type);
        shadowingJavaLang(type).forEach(out::alwaysQualify);
        return JavaFile.builder(wrapper.name().packageName(), out.build())
                .indent("  ")
                .skipJavaLangImports(true)
                .build();
    }

    private void markers(TypeSpec.Builder out, Wrapper wrapper) {
        TypeElement type = wrapper.type();
        out.addAnnotations(copied.onType(type));
        if (elements.getTypeElement(elements.getModuleOf(type), "javax.annotation.processing.Generated") != null) {
            out.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                    .addMember("value", "$S", PROCESSOR)
                    .build());
        }
        out.addAnnotation(AnnotationSpec.builder(Bridge.GENERATED)
                .addMember("value", "$T.class", ClassName.get(type))
                .build());
        Set<String> needed = lint(wrapper);
        if (!needed.isEmpty()) {
            CodeBlock words = needed.stream()
                    .map(word -> CodeBlock.of("$S", word))
                    .collect(CodeBlock.joining(", ", "{\"all\", ", "}"));
            out.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", words)
                    .build());
        }
    }

    private Set<String> lint(Wrapper wrapper) {
        LintNeeds needs = new LintNeeds(elements, types);
        needs.type(wrapper.type(), wrapper.shape());
        if (wrapper.shape() == Shape.SUBCLASS) {
            ShapeChooser.constructors(wrapper.type()).forEach(needs::member);
        }
        for (GovernedMethod method : wrapper.governed()) {
            needs.member(method.element());
            method.standIns().forEach(standIn -> needs.called(standIn.method(), method.element()));
        }
        wrapper.passed().forEach(needs::member);
        return needs.words();
    }

    private FieldSpec site(GovernedMethod method) {
        return FieldSpec.builder(Bridge.SITE, method.site(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.link(\n$>$>$T.class,\n$S,\n$S,\n$S)$<$<",
                        Bridge.LINKER,
                        ClassName.get(method.declaring()),
                        method.plan().name(),
                        method.plan().descriptor(),
                        PlanText.write(method.plan()))
                .build();
    }

    private MethodSpec governed(GovernedMethod method, Wrapper wrapper, Target target) {
        ExecutableElement element = method.element();
        TypeName result = names.of(members.seen(element, wrapper.type()).getReturnType());
        Locals locals = new Locals(element, wrapper.sites());
        return signatures
                .override(element, wrapper.type())
                .addCode(bodies.of(method, locals, target, result.withoutAnnotations()))
                .build();
    }

    private MethodSpec passed(ExecutableElement method, Wrapper wrapper, Target target) {
        String pattern = method.getReturnType().getKind() == TypeKind.VOID ? "$L" : "return $L";
        return signatures
                .override(method, wrapper.type())
                .addStatement(pattern, MethodBody.call(method, target))
                .build();
    }

    /** Names of java.lang that mean something else in the wrapper's package, where JavaPoet would leave them bare. */
    private List<String> shadowingJavaLang(TypeElement type) {
        return elements.getPackageOf(type).getEnclosedElements().stream()
                .map(one -> one.getSimpleName().toString())
                .filter(name -> elements.getTypeElement("java.lang." + name) != null)
                .sorted()
                .toList();
    }

    private static boolean isPublic(TypeElement type) {
        return type.getModifiers().contains(Modifier.PUBLIC)
                && (!(type.getEnclosingElement() instanceof TypeElement outer) || isPublic(outer));
    }
}
