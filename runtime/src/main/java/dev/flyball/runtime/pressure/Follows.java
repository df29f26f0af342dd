package dev.flyball.runtime.pressure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * All limits that follow pressure. A limit with several rules is held at the lowest share of them; one whose last rule
 * ends gets all of its configured value back at once.
 *
 * <p>{@code limits} and {@code rules}: added to and taken from by anybody. {@code held}: what each limit was last told,
 * and which object was told so: a limit made anew under an old name is told again. Guarded by the manager's sampling.
 */
final class Follows {

    /** A change of share worth the trouble of changing a limit. */
    private static final double NOTABLE = 0.01;

    private record Held(ScalableLimit limit, double share) {}

    private final Map<String, ScalableLimit> limits = new ConcurrentHashMap<>();
    private final List<Following> rules = new CopyOnWriteArrayList<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final LongAdder failed;

    Follows(LongAdder failed) {
        this.failed = failed;
    }

    /** Makes a limit known by name, in place of another of that name. */
    void limit(String name, ScalableLimit limit) {
        limits.put(name, limit);
    }

    void add(Following rule) {
        synchronized (rules) {
            refuseCircle(rule);
            rules.add(rule);
        }
    }

    boolean remove(Following rule) {
        return rules.remove(rule);
    }

    /** What share of its configured value a limit is held at. */
    double share(String name) {
        Held now = held.get(name);
        return now == null ? 1 : now.share;
    }

    boolean any() {
        return !rules.isEmpty();
    }

    /** Pressure that a limit makes by being held down would hold it down. */
    private void refuseCircle(Following added) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(added.controllers);
        while (!next.isEmpty()) {
            String controller = next.remove(next.size() - 1);
            if (controller.equals(added.limit)) {
                throw new IllegalArgumentException("[pressure-circle] " + added.limit + " would follow "
                        + added.controllers + " and so, in the end, itself: held down it refuses more, and would never"
                        + " recover; follow what lies downstream of it");
            }
            if (seen.add(controller)) {
                rules.stream()
                        .filter(rule -> rule.limit.equals(controller))
                        .forEach(rule -> next.addAll(rule.controllers));
            }
        }
    }

    /** Holds every limit at its share under the pressures found at a reading of the clock. */
    List<FollowingLimit> apply(Map<String, ControllerPressure> pressures, long now) {
        Set<String> following = new HashSet<>();
        rules.forEach(rule -> following.add(rule.limit));
        Map<String, FollowingLimit> shares = new LinkedHashMap<>();
        for (Following rule : rules) {
            double share = rule.next(pressure(rule, pressures, following), now);
            shares.merge(rule.limit, one(rule, share, pressures), Follows::lower);
        }
        shares.values().forEach(one -> hold(one.name(), one.share()));
        for (String gone : List.copyOf(held.keySet())) {
            if (!shares.containsKey(gone)) {
                hold(gone, 1);
                held.remove(gone);
            }
        }
        return List.copyOf(shares.values());
    }

    /** What it follows; of the whole process only controllers whose own limits follow nothing. */
    private static double pressure(Following rule, Map<String, ControllerPressure> pressures, Set<String> following) {
        double most = 0;
        for (String name : rule.controllers) {
            ControllerPressure one = pressures.get(name);
            if (one != null) {
                most = Math.max(most, one.pressure());
            } else if (name.equals(BackpressureManager.PROCESS)) {
                for (ControllerPressure any : pressures.values()) {
                    most = following.contains(any.name()) ? most : Math.max(most, any.counted());
                }
            }
        }
        return most;
    }

    private FollowingLimit one(Following rule, double share, Map<String, ControllerPressure> pressures) {
        List<String> missing = new ArrayList<>();
        if (!limits.containsKey(rule.limit)) {
            missing.add(rule.limit);
        }
        for (String name : rule.controllers) {
            if (!pressures.containsKey(name) && !name.equals(BackpressureManager.PROCESS)) {
                missing.add(name);
            }
        }
        return new FollowingLimit(rule.limit, rule.controllers, share, missing);
    }

    private static FollowingLimit lower(FollowingLimit one, FollowingLimit other) {
        List<String> followed = new ArrayList<>(one.followed());
        followed.addAll(other.followed());
        List<String> missing = new ArrayList<>(one.missing());
        missing.addAll(other.missing());
        return new FollowingLimit(
                one.name(),
                followed.stream().distinct().toList(),
                Math.min(one.share(), other.share()),
                missing.stream().distinct().toList());
    }

    private void hold(String name, double share) {
        ScalableLimit limit = limits.get(name);
        Held before = held.get(name);
        if (limit == null || (before != null && before.limit == limit && !notable(before.share, share))) {
            return;
        }
        try {
            if (before != null || share < 1) {
                limit.scale(share);
            }
            held.put(name, new Held(limit, share));
        } catch (Throwable broken) { // a limit of the user's must not stop the others
            failed.increment();
        }
    }

    private static boolean notable(double before, double after) {
        return Math.abs(after - before) >= NOTABLE || (after == 1 && before != 1);
    }
}
