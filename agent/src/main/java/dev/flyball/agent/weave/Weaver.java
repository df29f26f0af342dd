package dev.flyball.agent.weave;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;

/**
 * Puts the two linked calls around the bodies of governed methods. Stateless but for the bridge's name.
 *
 * <pre>{@code
 * Object ticket = enter(this);                 // invokedynamic, null if anything in it fails
 * boolean skip = ticket instanceof Object[];   // refused, or gone elsewhere
 * do {
 *   result = null; failure = null;
 *   if (!skip) try { result = ... } catch (Throwable t) { failure = t; }   // the user's body
 *   skip = false;
 *   end = exit(ticket, failure);               // null: leave the ending alone
 *   if (end != null) { result = (Receipt) end[1]; failure = (Throwable) end[2]; }
 * } while (end != null && end[0] != null);
 * if (failure != null) throw failure;
 * return result;
 * }</pre>
 *
 * <p>It works from the class's own bytes alone: other types are stubs that know their name. So it asks no class loader
 * for anything, adds no member, and works on a class that is loaded already.
 */
public final class Weaver {

    /** A governed method: its declaration and its plan. */
    public record Target(DeclaredMethod method, MethodPlan plan) {}

    static {
        ByteBuddySetup.apply();
    }

    private final MethodDescription.InDefinedShape bootstrap;

    /** Weaves calls to {@code link(Lookup, String, MethodType, Object...)} of the class with this binary name. */
    public Weaver(String bridge) {
        this.bootstrap = BridgeMethod.of(bridge);
    }

    /** The class file with these of its methods governed. */
    public byte[] weave(String type, byte[] file, List<Target> targets) {
        ClassFileLocator own = ClassFileLocator.Simple.of(type, file);
        TypePool pool = new OwnTypePool(own);
        TypeDescription described = pool.describe(type).resolve();
        AsmVisitorWrapper.ForDeclaredMethods advice = new AsmVisitorWrapper.ForDeclaredMethods();
        for (Target target : targets) {
            advice = advice.invokable(new Named(target.method()), advice(target, own));
        }
        return new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .decorate(described, own)
                .visit(advice)
                .make(TypeResolutionStrategy.Disabled.INSTANCE, pool)
                .getBytes();
    }

    private Advice advice(Target target, ClassFileLocator own) {
        List<JavaConstant> plan = new ArrayList<>();
        plan.add(JavaConstant.Simple.ofLoaded(target.method().name()));
        plan.add(JavaConstant.Simple.ofLoaded(target.method().descriptor()));
        plan.add(JavaConstant.Simple.ofLoaded(Modifier.isStatic(target.method().modifiers()) ? 1 : 0));
        plan.add(JavaConstant.Simple.ofLoaded(PlanText.write(target.plan())));
        return Advice.withCustomMapping()
                .with(new Advice.AssignReturned.Factory())
                .bootstrap(bootstrap, (adviceMethod, exit) -> (instrumentedType, instrumentedMethod) -> plan)
                .to(Moments.of(target.method(), target.plan()), own);
    }
}
