package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Collects one method and hands it over at its end. */
final class MethodReader extends MethodVisitor {

    private final String owner;
    private final int access;
    private final String name;
    private final String descriptor;
    private final Type[] types;
    private final List<String> exceptions;
    private final List<DeclaredAnnotation> annotations = new ArrayList<>();
    private final List<List<DeclaredAnnotation>> onParameters = new ArrayList<>();
    private final List<@Nullable String> declaredNames = new ArrayList<>();
    private final @Nullable String[] slotNames;
    private final Map<String, String> bridges;
    private final Consumer<DeclaredMethod> done;

    MethodReader(
            String owner,
            int access,
            String name,
            String descriptor,
            String @Nullable [] exceptions,
            Map<String, String> bridges,
            Consumer<DeclaredMethod> done) {
        super(OpenedClassReader.ASM_API);
        this.owner = owner;
        this.access = access;
        this.name = name;
        this.descriptor = descriptor;
        this.types = Type.getArgumentTypes(descriptor);
        this.exceptions = exceptions == null
                ? List.of()
                : Arrays.stream(exceptions).map(TypeVisitor::binary).toList();
        this.slotNames = new @Nullable String[Type.getArgumentsAndReturnSizes(descriptor) >> 2];
        this.bridges = bridges;
        this.done = done;
        for (int i = 0; i < types.length; i++) {
            onParameters.add(new ArrayList<>());
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return new AnnotationReader(TypeVisitor.binary(type), annotations::add);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
        return parameter >= onParameters.size()
                ? null
                : new AnnotationReader(TypeVisitor.binary(type), onParameters.get(parameter)::add);
    }

    @Override
    public void visitParameter(@Nullable String parameter, int flags) {
        declaredNames.add(parameter);
    }

    @Override
    public void visitLocalVariable(
            String local, String type, @Nullable String signature, Label start, Label end, int slot) {
        if (slot < slotNames.length && slotNames[slot] == null) {
            slotNames[slot] = local;
        }
    }

    /** A bridge calls one method of its own class: the body that it stands for. */
    @Override
    public void visitMethodInsn(int opcode, String in, String called, String calledWith, boolean onInterface) {
        if ((access & Opcodes.ACC_BRIDGE) != 0
                && called.equals(name)
                && TypeVisitor.binary(in).equals(owner)) {
            bridges.put(name + descriptor, calledWith);
        }
    }

    @Override
    public void visitEnd() {
        List<DeclaredParameter> parameters = new ArrayList<>();
        int slot = (access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        for (int i = 0; i < types.length; i++) {
            parameters.add(new DeclaredParameter(
                    parameterName(i, slot), types[i].getClassName(), List.copyOf(onParameters.get(i))));
            slot += types[i].getSize();
        }
        done.accept(new DeclaredMethod(
                owner,
                name,
                descriptor,
                access & 0xFFFF,
                List.copyOf(parameters),
                Type.getReturnType(descriptor).getClassName(),
                exceptions,
                List.copyOf(annotations),
                List.of()));
    }

    private String parameterName(int index, int slot) {
        String declared = index < declaredNames.size() ? declaredNames.get(index) : null;
        if (declared != null) {
            return declared;
        }
        String local = slot < slotNames.length ? slotNames[slot] : null;
        return local == null ? "arg" + index : local;
    }
}
