package dev.flyball.runtime.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Finds the handles through which this package's words are updated. */
final class Words {

    private Words() {}

    static VarHandle longField(MethodHandles.Lookup lookup, Class<?> owner, String field) {
        return field(lookup, owner, field, long.class);
    }

    static VarHandle field(MethodHandles.Lookup lookup, Class<?> owner, String field, Class<?> type) {
        try {
            return lookup.findVarHandle(owner, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
