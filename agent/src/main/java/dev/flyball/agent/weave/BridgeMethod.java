package dev.flyball.agent.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;

/** The bridge's bootstrap method as a description, for a class that need not exist while weaving. */
final class BridgeMethod {

    private static final int VARARGS = 0x80;

    private BridgeMethod() {}

    static MethodDescription.InDefinedShape of(String bridge) {
        List<ParameterDescription.Token> parameters = Stream.of(
                        MethodHandles.Lookup.class, String.class, MethodType.class, Object[].class)
                .map(type -> new ParameterDescription.Token(
                        TypeDescription.ForLoadedType.of(type).asGenericType()))
                .toList();
        return InstrumentedType.Default.of(
                        bridge, TypeDescription.ForLoadedType.of(Object.class).asGenericType(), Visibility.PUBLIC)
                .withMethod(new MethodDescription.Token(
                        "link",
                        Visibility.PUBLIC.getMask() | Ownership.STATIC.getMask() | VARARGS,
                        List.of(),
                        TypeDescription.ForLoadedType.of(CallSite.class).asGenericType(),
                        parameters,
                        List.of(),
                        List.of(),
                        null,
                        null))
                .getDeclaredMethods()
                .getOnly();
    }
}
