package dev.flyball.model;

/**
 * Reads what a type's annotations mean: the one place that decides, for source and for class files alike.
 *
 * <p><b>Which methods.</b> An annotation on a method governs the body it stands on, whatever its access; static ones too.
 * On a class it governs the public instance methods declared there. On an interface method it governs the bodies that
 * implement it, as far as the front end can see them; on an interface type, its default methods, and the abstract ones as
 * {@linkplain Reading#contracts contracts}. {@code @Ungoverned} leaves a method out. Constructors, {@code equals},
 * {@code hashCode}, {@code toString} and what the compiler wrote are never governed. Overriding a governed body inherits
 * nothing, because {@code super.m()} would then pay twice.
 *
 * <p><b>Which annotation.</b> Of each policy the nearest one counts, whole: on the method; by a stereotype on the method
 * (an annotation that itself carries ours, at any depth); on the type; by a stereotype there; on an interface method; by a
 * stereotype there. Different policies add up. The fallback is that of the nearest annotation that names one.
 *
 * <p><b>Which instance.</b> An explicit {@code name} is one instance wherever it stands. Without one each method has its
 * own, named {@code com.acme.Shop.buy}; governed overloads are told apart as {@code com.acme.Shop.buy-Item-int}.
 *
 * <p><b>What an error does.</b> The methods it concerns are declined, and only they.
 */
public final class PlanReader {

    private PlanReader() {}

    /** The reading of a type; the same input gives the same answer. */
    public static Reading read(DeclaredType type) {
        return new TypeReading(type).read();
    }
}
