package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Collects one class. */
final class TypeVisitor extends ClassVisitor {

    private final List<DeclaredAnnotation> annotations = new ArrayList<>();
    private final List<DeclaredMethod> methods = new ArrayList<>();
    private String name = "";
    private int modifiers;
    private @Nullable String superclass;
    private List<String> interfaces = List.of();
    private final Map<String, String> bridges = new HashMap<>();

    TypeVisitor() {
        super(OpenedClassReader.ASM_API);
    }

    @Override
    public void visit(
            int version,
            int access,
            String internalName,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaceNames) {
        name = binary(internalName);
        modifiers = access;
        superclass = superName == null ? null : binary(superName);
        interfaces = interfaceNames == null
                ? List.of()
                : Arrays.stream(interfaceNames).map(TypeVisitor::binary).toList();
    }

    /** A nested class's own flags stand in its entry of this table; those of its header know no private or static. */
    @Override
    public void visitInnerClass(
            String internalName, @Nullable String outer, @Nullable String simpleName, int innerAccess) {
        if (binary(internalName).equals(name)) {
            modifiers = innerAccess | (modifiers & Opcodes.ACC_RECORD);
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return new AnnotationReader(binary(descriptor), annotations::add);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (method.startsWith("<")) {
            return null;
        }
        return new MethodReader(name, access, method, descriptor, exceptions, bridges, methods::add);
    }

    RawType read() {
        return new RawType(
                name,
                kind(),
                modifiers & 0xFFFF,
                superclass,
                interfaces,
                List.copyOf(annotations),
                List.copyOf(methods),
                Map.copyOf(bridges));
    }

    private Kind kind() {
        if ((modifiers & Opcodes.ACC_ANNOTATION) != 0) {
            return Kind.ANNOTATION;
        }
        if ((modifiers & Opcodes.ACC_INTERFACE) != 0) {
            return Kind.INTERFACE;
        }
        if ((modifiers & Opcodes.ACC_ENUM) != 0) {
            return Kind.ENUM;
        }
        return (modifiers & Opcodes.ACC_RECORD) != 0 ? Kind.RECORD : Kind.CLASS;
    }

    /** {@code com/acme/Desk} or {@code Lcom/acme/Desk;} as a binary name. */
    static String binary(String internal) {
        return internal.endsWith(";") ? Type.getType(internal).getClassName() : internal.replace('/', '.');
    }
}
