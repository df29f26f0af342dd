package dev.flyball.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** The lambda that hands a refused or failed call to what stands in for it. */
final class FallbackCode {

    private final Types types;

    FallbackCode(Types types) {
        this.types = types;
    }

    /** {@code cause -> queue(order, cause)}, or a chain of {@code instanceof} where the cause decides. */
    CodeBlock lambda(GovernedMethod method, Locals locals, Target target) {
        boolean isVoid = method.element().getReturnType().getKind() == TypeKind.VOID;
        List<StandIn> standIns = untilAny(method.standIns());
        StandIn last = standIns.get(standIns.size() - 1);
        if (standIns.size() == 1 && last.takesAny() && !isVoid) {
            return CodeBlock.of("$N -> $L", locals.cause, call(method, last, locals.cause, target));
        }
        CodeBlock.Builder code = CodeBlock.builder().add("$N -> {\n$>", locals.cause);
        for (StandIn standIn : standIns) {
            if (standIn.takesAny()) {
                ending(code, call(method, standIn, locals.cause, target), isVoid);
                return code.add("$<}").build();
            }
            TypeMirror cause = types.erasure(standIn.cause().orElseThrow());
            String wish = ((DeclaredType) cause).asElement().getSimpleName().toString();
            String narrowed = locals.more(variable(wish));
            code.add("if ($N instanceof $T $N) {\n$>", locals.cause, TypeName.get(cause), narrowed);
            ending(code, call(method, standIn, narrowed, target), isVoid);
            code.add("$<}\n");
        }
        return code.add("throw $N;\n", locals.cause).add("$<}").build();
    }

    private static List<StandIn> untilAny(List<StandIn> standIns) {
        for (int i = 0; i < standIns.size(); i++) {
            if (standIns.get(i).takesAny()) {
                return standIns.subList(0, i + 1);
            }
        }
        return standIns;
    }

    /** {@code ioException} of {@code IOException}. */
    private static String variable(String type) {
        int head = 1;
        while (head + 1 < type.length()
                && Character.isUpperCase(type.charAt(head))
                && Character.isUpperCase(type.charAt(head + 1))) {
            head++;
        }
        return type.substring(0, head).toLowerCase(Locale.ROOT) + type.substring(head);
    }

    private static void ending(CodeBlock.Builder code, CodeBlock call, boolean isVoid) {
        if (isVoid) {
            code.add("$L;\n", call).add("return null;\n");
        } else {
            code.add("return $L;\n", call);
        }
    }

    private CodeBlock call(GovernedMethod governed, StandIn standIn, String cause, Target target) {
        ExecutableElement method = standIn.method();
        List<String> arguments = new ArrayList<>();
        if (standIn.arguments()) {
            governed.element()
                    .getParameters()
                    .forEach(
                            parameter -> arguments.add(parameter.getSimpleName().toString()));
        }
        if (standIn.cause().isPresent()) {
            arguments.add(cause);
        }
        return CodeBlock.of(
                "$L$N($L)",
                target.fallback(governed.element(), method.getModifiers().contains(Modifier.STATIC)),
                method.getSimpleName().toString(),
                String.join(", ", arguments));
    }
}
