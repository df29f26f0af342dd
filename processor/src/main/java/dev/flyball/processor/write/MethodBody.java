package dev.flyball.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.flyball.model.PolicyKind;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The body of a governed method: enter, body, exit, as in the agent's advice. */
final class MethodBody {

    private final FallbackCode fallbacks;

    MethodBody(FallbackCode fallbacks) {
        this.fallbacks = fallbacks;
    }

    CodeBlock of(GovernedMethod method, Locals locals, Target target, TypeName result) {
        Writer writer = new Writer(method, locals, target, result);
        return method.plan().carried() ? writer.carried() : writer.inPlace();
    }

    /** The call of the body, or of a method that is only passed on. */
    static CodeBlock call(ExecutableElement method, Target target) {
        return CodeBlock.of(
                "$L$N($L)", target.body(method), method.getSimpleName().toString(), arguments(method));
    }

    private static String arguments(ExecutableElement method) {
        List<String> names = method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
        return String.join(", ", names);
    }

    private final class Writer {

        private final GovernedMethod method;
        private final String site;
        private final Locals locals;
        private final Target target;
        private final TypeName result;
        private final boolean isVoid;
        private final CodeBlock.Builder code = CodeBlock.builder();

        Writer(GovernedMethod method, Locals locals, Target target, TypeName result) {
            this.method = method;
            this.site = method.site();
            this.locals = locals;
            this.target = target;
            this.result = result;
            this.isVoid = method.element().getReturnType().getKind() == TypeKind.VOID;
        }

        CodeBlock carried() {
            CodeBlock key = key();
            code.add(
                    "$T $N = $N.carry($L, $L, () -> $L$L);\n",
                    Object.class,
                    locals.ticket,
                    site,
                    target.receiver(method.element()),
                    key.isEmpty() ? "null" : key,
                    call(method.element(), target),
                    fallback());
            return code.add("return $N.exit($N, null);\n", site, locals.ticket).build();
        }

        CodeBlock inPlace() {
            boolean repeats = method.plan().policy(PolicyKind.RETRY).isPresent();
            enter(repeats);
            if (!isVoid) {
                code.add("$T $N = $L;\n", result, locals.result, nothing());
            }
            if (repeats) {
                code.add("do {\n$>");
            }
            attempt();
            if (repeats) {
                code.add("$<} while ($N.repeats($N));\n", site, locals.ticket);
            }
            boolean endsLater = method.plan().stage()
                    || method.plan().policy(PolicyKind.TIMEOUT).isPresent();
            CodeBlock last = endsLater ? fallback() : CodeBlock.of("");
            return code.add(
                            isVoid ? "$N.exit($N, $L$L);\n" : "return $N.exit($N, $L$L);\n",
                            site,
                            locals.ticket,
                            isVoid ? "null" : locals.result,
                            last)
                    .build();
        }

        private void enter(boolean repeats) {
            CodeBlock key = key();
            code.add(
                    "$T $N = $N.enter($L$L);\n",
                    Object.class,
                    locals.ticket,
                    site,
                    target.receiver(method.element()),
                    key.isEmpty() ? key : CodeBlock.of(", $L", key));
            code.add("if ($N instanceof $T", locals.ticket, Bridge.SKIP);
            if (repeats) {
                code.add(" && !$N.repeats($N)", site, locals.ticket);
            }
            code.add(") {\n$>");
            code.add(
                    isVoid ? "$N.exit($N, null$L);\n" : "return $N.exit($N, null$L);\n",
                    site,
                    locals.ticket,
                    fallback());
            if (isVoid) {
                code.add("return;\n");
            }
            code.add("$<}\n");
        }

        private void attempt() {
            CodeBlock call = call(method.element(), target);
            code.add("try {\n$>");
            code.add("$L;\n", isVoid ? call : CodeBlock.of("$N = $L", locals.result, call));
            code.add("$<} catch ($T $N) {\n$>", Throwable.class, locals.failure);
            code.add("if ($N.rethrows($N, $N$L)) {\n$>", site, locals.ticket, locals.failure, fallback());
            code.add("throw $N;\n", locals.failure);
            code.add("$<}\n$<}\n");
        }

        private CodeBlock fallback() {
            return method.standIns().isEmpty()
                    ? CodeBlock.of("")
                    : CodeBlock.of(", $L", fallbacks.lambda(method, locals.again(), target));
        }

        private CodeBlock key() {
            List<String> parts = method.plan().keyParameters().stream()
                    .map(index -> name(method.element().getParameters().get(index)))
                    .toList();
            return switch (parts.size()) {
                case 0 -> CodeBlock.of("");
                case 1 -> CodeBlock.of("$N", parts.get(0));
                default -> CodeBlock.of("$T.key($L)", Bridge.SITE, String.join(", ", parts));
            };
        }

        private static String name(VariableElement parameter) {
            return parameter.getSimpleName().toString();
        }

        private String nothing() {
            TypeMirror type = method.element().getReturnType();
            return switch (type.getKind()) {
                case BOOLEAN -> "false";
                case CHAR -> "'\\0'";
                case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> "0";
                default -> "null";
            };
        }
    }
}
