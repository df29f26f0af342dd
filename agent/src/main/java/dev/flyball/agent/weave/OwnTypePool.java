package dev.flyball.agent.weave;

import java.lang.reflect.Modifier;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** A type pool that reads one class file and knows every other type by name only. */
final class OwnTypePool extends TypePool.Default {

    OwnTypePool(ClassFileLocator own) {
        super(CacheProvider.Simple.withObjectType(), own, ReaderMode.FAST);
    }

    @Override
    protected Resolution doDescribe(String name) {
        Resolution read = super.doDescribe(name);
        return read.isResolved() ? read : new Resolution.Simple(new Stub(name));
    }

    /** A type of which nothing but the name is known. */
    private static final class Stub extends TypeDescription.Latent {
        Stub(String name) {
            super(name, Modifier.PUBLIC, Generic.OfNonGenericType.ForLoadedType.of(Object.class));
        }
    }
}
