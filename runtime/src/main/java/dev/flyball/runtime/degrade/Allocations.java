package dev.flyball.runtime.degrade;

import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.pressure.ResourcePressure;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Divides the process's workers and memory among the names that have an {@link AllocationPolicy}, the most important
 * first, and holds each to its grant.
 *
 * <p>Memory here is a plan, not a fence: the JVM cannot stop a call from allocating more than it reserved. A call reserves
 * what calls of its name have allocated on average, on their own thread, and gives it back when it ends.
 *
 * <p>Grants follow at once when the level or a policy changes, and within a second of a call when the live memory or the
 * processors' use does. Thread-safe. {@code dividing} is held by whoever divides or changes what is divided; a call that
 * finds it taken goes by the grant that is there. {@code accounts}: changed under it, read by anybody. {@code dividedAt}:
 * written under it, volatile.
 */
public final class Allocations {

    private static final long STALE = 1_000_000_000L;

    private final Degradations degradations;
    private final ResourcePressure pressure;
    private final LiveMemory memory;
    private final DoubleSupplier cpu;
    private final LongSupplier allocated;
    private final Clock clock;
    private final MeterHub meters;
    private final ReentrantLock dividing = new ReentrantLock();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Set<String> configured = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile AllocationSpec spec = AllocationSpec.DEFAULT;
    private volatile long dividedAt;
    private boolean follows;

    /**
     * No policies yet.
     *
     * @param degradations whose pressure it goes by
     * @param cpu the share of the processors that the process uses, 0 to 1
     */
    public Allocations(Degradations degradations, LiveMemory memory, DoubleSupplier cpu, MeterHub meters) {
        this(degradations, memory, cpu, AllocatedBytes.ofThisThread(), meters);
    }

    Allocations(
            Degradations degradations, LiveMemory memory, DoubleSupplier cpu, LongSupplier allocated, MeterHub meters) {
        this.degradations = degradations;
        this.pressure = degradations.pressure();
        this.memory = memory;
        this.cpu = cpu;
        this.allocated = allocated;
        this.clock = degradations.clock();
        this.meters = meters;
    }

    /** What the process has to give. */
    public AllocationSpec spec() {
        return spec;
    }

    /** Divides other numbers from now on. */
    public void change(AllocationSpec other) {
        dividing.lock();
        try {
            spec = other;
            divide();
        } finally {
            dividing.unlock();
        }
    }

    /**
     * Adds a policy, or puts it in place of the one of that name, whose calls go on. From now on methods of that name go
     * by it.
     */
    public Registration register(AllocationPolicy policy) {
        put(policy);
        return () -> {
            Account present = accounts.get(policy.name());
            if (present != null && present.grant.policy().equals(policy)) {
                remove(policy.name());
            }
        };
    }

    private void put(AllocationPolicy policy) {
        follow();
        String name = policy.name();
        boolean fresh;
        dividing.lock();
        try {
            Account present = accounts.get(name);
            Grant none = new Grant(policy, 0, 0);
            fresh = present == null;
            if (present == null) {
                accounts.put(name, new Account(none, new LatchGuard(pressure, clock)));
            } else {
                present.grant = new Grant(policy, present.grant.workers(), present.grant.memory());
            }
            divide();
        } finally {
            dividing.unlock();
        }
        if (fresh) {
            meters.add(visitor -> describe(name, visitor));
            listeners.forEach(Runnable::run);
        }
    }

    /** Takes a policy back. Calls that run give back what they took; new ones are no longer held to anything. */
    public void remove(String name) {
        boolean known;
        dividing.lock();
        try {
            known = accounts.remove(name) != null;
            divide();
        } finally {
            dividing.unlock();
        }
        if (known) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Puts these policies in force in place of those given here before; others stay. */
    public void configure(Collection<AllocationPolicy> policies) {
        Set<String> names = new HashSet<>();
        policies.forEach(policy -> names.add(policy.name()));
        Set<String> gone;
        synchronized (configured) {
            gone = new HashSet<>(configured);
            gone.removeAll(names);
            configured.clear();
            configured.addAll(names);
        }
        gone.forEach(this::remove);
        policies.forEach(this::put);
    }

    /** Pressure is sensed for whoever has a policy, and for nobody else. */
    private void follow() {
        boolean first;
        dividing.lock();
        try {
            first = !follows;
            follows = true;
        } finally {
            dividing.unlock();
        }
        if (first) {
            degradations.onChange(this::divideNow);
        }
    }

    private void divideNow() {
        dividing.lock();
        try {
            divide();
        } finally {
            dividing.unlock();
        }
    }

    /** How many workers the process may have at the level in force. */
    public int workers() {
        AllocationSpec now = spec;
        return now.workers(degradations.newest().level(), busy(now));
    }

    /** Under {@code dividing}. Where nobody asks for anything nothing is sensed. */
    private void divide() {
        if (accounts.isEmpty()) {
            return;
        }
        AllocationSpec now = spec;
        LiveMemory.Sample sample = memory.last();
        long live = sample == null ? 0 : sample.live();
        Degradation newest = degradations.newest();
        PressureLevel level = newest.level();
        Grants.Budget budget = new Grants.Budget(
                now.workers(level, busy(now)),
                now.memory(live),
                now.memoryForCritical(live),
                level,
                newest.limitFactor());
        List<AllocationPolicy> policies = new ArrayList<>();
        accounts.values().forEach(account -> policies.add(account.grant.policy()));
        for (Grant grant : Grants.of(policies, budget)) {
            Account account = accounts.get(grant.policy().name());
            if (account != null) {
                account.grant = grant;
            }
        }
        dividedAt = clock.nanos();
    }

    /** A measurement that fails says nothing. */
    private boolean busy(AllocationSpec now) {
        try {
            return cpu.getAsDouble() > now.maxCpu();
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    /** Divides anew if that was long ago, unless somebody does so now. */
    private void refresh(long now) {
        if (now - dividedAt >= STALE && dividing.tryLock()) {
            try {
                divide();
            } finally {
                dividing.unlock();
            }
        }
    }

    /** What that name is granted now; empty where it has no policy. */
    public Optional<Grant> grant(String name) {
        refresh(clock.nanos());
        return Optional.ofNullable(accounts.get(name)).map(account -> account.grant);
    }

    /** Every grant, in no order. */
    public List<Grant> grants() {
        refresh(clock.nanos());
        return accounts.values().stream().map(account -> account.grant).toList();
    }

    /** Whether a call of that name could run now, and if not why. Changes nothing. */
    public Check check(String name) {
        refresh(clock.nanos());
        Account account = accounts.get(name);
        Account.Lack lack = account == null ? Account.Lack.NONE : account.lack();
        return account == null || lack == Account.Lack.NONE
                ? new Check(true, "")
                : new Check(false, refusal(name, account, lack).getMessage());
    }

    /**
     * An answer of {@link #check}.
     *
     * @param why what is lacking, in words; empty where nothing is
     */
    public record Check(boolean mayRun, String why) {}

    /**
     * Takes a worker and an estimate of memory for work that no gate governs. Without a policy of that name nothing is
     * taken.
     *
     * @throws AllocationExceededException if the grant is used up
     */
    public Reservation reserve(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            Grant free = new Grant(AllocationPolicy.of(name, Priority.NORMAL), Integer.MAX_VALUE, Long.MAX_VALUE);
            return new Reservation(new Account(free, new LatchGuard(pressure, clock)), 0);
        }
        refresh(clock.nanos());
        long bytes = take(account);
        if (bytes < 0) {
            throw refusal(
                    name, account, bytes == AllocationGate.NO_MEMORY ? Account.Lack.MEMORY : Account.Lack.WORKERS);
        }
        return new Reservation(account, bytes);
    }

    /** Takes a worker and memory: bytes that are reserved, or a negative answer of {@link AllocationGate}. */
    private static long take(Account account) {
        Grant granted = account.grant;
        long bytes = account.share(granted);
        if (account.takeWorker(granted) != Account.Lack.NONE) {
            return lacking(account, bytes, Account.Lack.WORKERS);
        }
        if (account.takeMemory(granted, bytes) != Account.Lack.NONE) {
            account.giveWorker();
            return lacking(account, bytes, Account.Lack.MEMORY);
        }
        return bytes;
    }

    private static long lacking(Account account, long bytes, Account.Lack lack) {
        if (account.guard.letsThrough()) {
            account.takeAnyway(bytes);
            return bytes;
        }
        boolean workers = lack == Account.Lack.WORKERS;
        (workers ? account.withoutWorkers : account.withoutMemory).increment();
        return workers ? AllocationGate.NO_WORKER : AllocationGate.NO_MEMORY;
    }

    private static AllocationExceededException refusal(String method, Account account, Account.Lack lack) {
        return new AllocationExceededException(method, account, lack == Account.Lack.MEMORY);
    }

    /** By how much waits and timeouts of that name may be longer: 1.5 where CRITICAL, 1.25 where HIGH, otherwise 1. */
    public double stretch(String name) {
        Account account = accounts.get(name);
        return account == null ? 1 : account.grant.policy().priority().stretch();
    }

    /** Whether that name has a policy. */
    public boolean governs(String name) {
        return accounts.containsKey(name);
    }

    /** From now on {@code listener} runs after a name came or went, on the thread that did it. */
    public void onNames(Runnable listener) {
        listeners.add(listener);
    }

    /** The gate of that name's policy, or null where it has none. */
    public @Nullable AllocationGate gate(String name) {
        Account account = accounts.get(name);
        return account == null ? null : new AllocationGate(name, account, this);
    }

    long admit(Account account, long now) {
        refresh(now);
        long bytes = take(account);
        if (bytes < 0) {
            return bytes;
        }
        if (!account.measures()) {
            return AllocationNote.of(bytes);
        }
        long before = allocated.getAsLong();
        return before < 0 ? AllocationNote.of(bytes) : AllocationNote.measuring(bytes, before);
    }

    /** The thread that came in with that note measures what it allocated meanwhile. */
    long measure(Account account, long note) {
        if (AllocationNote.measured(note)) {
            account.measured(AllocationNote.allocated(note, allocated.getAsLong()));
        }
        return AllocationNote.unmeasured(note);
    }

    private void describe(String name, MeterVisitor visitor) {
        visitor.gauge("allocation.workers", () -> policy(name).minWorkers(), "name", name, "bound", "min");
        visitor.gauge("allocation.workers", () -> granted(name).workers(), "name", name, "bound", "granted");
        visitor.gauge("allocation.workers", () -> policy(name).maxWorkers(), "name", name, "bound", "max");
        visitor.gauge("allocation.memory", () -> policy(name).minMemory(), "name", name, "bound", "min");
        visitor.gauge("allocation.memory", () -> granted(name).memory(), "name", name, "bound", "granted");
        visitor.gauge("allocation.memory", () -> policy(name).maxMemory(), "name", name, "bound", "max");
        visitor.gauge("allocation.inflight", () -> running(name), "name", name);
        visitor.gauge("allocation.reserved", () -> reserved(name), "name", name);
        AllocationGate gate = gate(name);
        if (gate != null) {
            gate.describe(visitor);
        }
    }

    private AllocationPolicy policy(String name) {
        return granted(name).policy();
    }

    private Grant granted(String name) {
        Account account = accounts.get(name);
        return account == null
                ? new Grant(AllocationPolicy.of(name, Priority.NORMAL).memory(0, 0), 0, 0)
                : account.grant;
    }

    /** Calls of that name that run now. */
    public int running(String name) {
        Account account = accounts.get(name);
        return account == null ? 0 : account.running();
    }

    /** Bytes that calls of that name have reserved now. */
    public long reserved(String name) {
        Account account = accounts.get(name);
        return account == null ? 0 : account.reserved();
    }
}
