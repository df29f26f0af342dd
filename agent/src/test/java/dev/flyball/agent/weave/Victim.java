package dev.flyball.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A method of every shape. */
@SuppressWarnings("unused")
public class Victim {

    public static final List<String> RAN = new ArrayList<>();
    private final int constructed;

    public Victim() {
        constructed = privately(20);
    }

    public int constructed() {
        return constructed;
    }

    public void nothing() {
        RAN.add("nothing");
    }

    public boolean truth() {
        RAN.add("truth");
        return true;
    }

    public byte octet() {
        RAN.add("octet");
        return 1;
    }

    public short little() {
        RAN.add("little");
        return 2;
    }

    public char letter() {
        RAN.add("letter");
        return 'c';
    }

    public int number() {
        RAN.add("number");
        return 4;
    }

    public long large() {
        RAN.add("large");
        return 5L;
    }

    public float single() {
        RAN.add("single");
        return 6f;
    }

    public double twice() {
        RAN.add("twice");
        return 7d;
    }

    public String text() {
        RAN.add("text");
        return "eight";
    }

    public int[] numbers() {
        RAN.add("numbers");
        return new int[] {9};
    }

    public <T extends Comparable<T>> List<? super T> generic(T of, Map<String, ? extends T> more) {
        RAN.add("generic");
        return List.of(of);
    }

    public static long statically(long a, String b, double c, byte d) {
        RAN.add("statically " + a + b + c + d);
        return a;
    }

    private int privately(int a) {
        RAN.add("privately " + a);
        return a + 1;
    }

    public final synchronized String locked(Object monitor) {
        return "held: " + Thread.holdsLock(monitor);
    }

    public CompletionStage<String> later(String word) {
        RAN.add("later " + word);
        return CompletableFuture.completedFuture(word);
    }

    public String varied(
            boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, int[] j, Victim k) {
        a = !a;
        f = -f;
        i = i + "!";
        RAN.add(i);
        return i;
    }

    public int failing(RuntimeException failure) {
        RAN.add("failing");
        throw failure;
    }

    public void failingWith(Error failure) {
        throw failure;
    }

    /** Reassigns its argument, so that a repeat shows whether arguments are restored. */
    public String countingDown(int left) {
        left--;
        RAN.add("left " + left);
        return "left " + left;
    }

    /** Loops, catches, switches: frames of every kind behind the woven locals. */
    public String tangled(int times, Object subject) {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < times; i++) {
            try {
                long wide = i * 2L;
                if (subject instanceof String word && wide % 2 == 0) {
                    said.append(word.charAt(i));
                } else {
                    throw new IllegalStateException("at " + i);
                }
            } catch (IllegalStateException failure) {
                double half = 0.5;
                said.append(failure.getMessage()).append(half);
                continue;
            } finally {
                said.append(';');
            }
            synchronized (said) {
                switch (i) {
                    case 0 -> said.append('a');
                    case 1 -> said.append('b');
                    default -> said.append('z');
                }
            }
        }
        return said.toString();
    }

    public Supplier<Integer> lambda() {
        return () -> privately(1);
    }

    public String themselves() {
        return text() + number();
    }
}
