package dev.flyball.agent.find;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of types that pass governance on to classes which do not mention Flyball themselves; a jar carries it as
 * {@value #PLACE}. {@code carriers} are interfaces with annotated methods and the types below them, {@code stereotypes}
 * are annotations that carry ours; binary names. Immutable.
 *
 * <p>The agent needs it because a class is woven before the types above it are loaded.
 */
public record GovernedIndex(Set<String> carriers, Set<String> stereotypes) {

    /** Where a jar keeps it. */
    public static final String PLACE = "META-INF/flyball/governed.idx";

    private static final String HEAD = "flyball-index 1";
    private static final String CARRIER = "carrier ";
    private static final String STEREOTYPE = "stereotype ";

    /** Nothing. */
    public static final GovernedIndex EMPTY = new GovernedIndex(Set.of(), Set.of());

    /** The lines of its file, sorted. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        new TreeSet<>(carriers).forEach(name -> lines.add(CARRIER + name));
        new TreeSet<>(stereotypes).forEach(name -> lines.add(STEREOTYPE + name));
        return lines;
    }

    /** Reads a file; lines of a kind that this version does not know are skipped. */
    public static GovernedIndex read(Collection<String> lines) {
        Set<String> carriers = new HashSet<>();
        Set<String> stereotypes = new HashSet<>();
        for (String line : lines) {
            if (line.startsWith(CARRIER)) {
                carriers.add(line.substring(CARRIER.length()).trim());
            } else if (line.startsWith(STEREOTYPE)) {
                stereotypes.add(line.substring(STEREOTYPE.length()).trim());
            }
        }
        return new GovernedIndex(Set.copyOf(carriers), Set.copyOf(stereotypes));
    }

    /** Both together. */
    public GovernedIndex and(GovernedIndex other) {
        Set<String> allCarriers = new HashSet<>(carriers);
        allCarriers.addAll(other.carriers);
        Set<String> allStereotypes = new HashSet<>(stereotypes);
        allStereotypes.addAll(other.stereotypes);
        return new GovernedIndex(Set.copyOf(allCarriers), Set.copyOf(allStereotypes));
    }

    /** Whether it names that type. */
    public boolean names(String type) {
        return carriers.contains(type) || stereotypes.contains(type);
    }

    /** Whether it names none. */
    public boolean isEmpty() {
        return carriers.isEmpty() && stereotypes.isEmpty();
    }

    /** The names as they stand in the constant pools of classes that mention them. */
    public String[] spellings() {
        List<String> spellings = new ArrayList<>();
        for (String carrier : carriers) {
            spellings.add(carrier.replace('.', '/'));
        }
        for (String stereotype : stereotypes) {
            spellings.add("L" + stereotype.replace('.', '/') + ";");
        }
        return spellings.toArray(new String[0]);
    }
}
