package dev.flyball.runtime.pressure.resource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long this process's own threads wait for a processor, as a share of the time in which they run or want to: what
 * tells a busy machine from an overloaded one, and a neighbour's load from one's own.
 *
 * <p>The kernel keeps it per task. At most 64 tasks are followed, 16 of them looked at each time in turn; which there are
 * is read again every 10 s. What counts of a task is what it did between its own last two looks.
 *
 * <p>Used by one thread at a time.
 */
final class RunQueue {

    private static final int TASKS = 64;
    private static final int AT_ONCE = 16;
    private static final long LIST_AGAIN = TimeUnit.SECONDS.toNanos(10);

    /** One task; its totals, and what they grew by between its last two looks. */
    private static final class Task {
        private final KeptFile file;
        private long ran = Text.UNKNOWN;
        private long waited = Text.UNKNOWN;
        private long running;
        private long waiting;

        Task(Path file) {
            this.file = new KeptFile(file);
        }

        void look(Text text, long now) {
            boolean there = file.read(text, now);
            long ranNow = there ? text.number(0) : Text.UNKNOWN;
            long waitedNow = there ? text.number(1) : Text.UNKNOWN;
            boolean known = ran >= 0 && waited >= 0 && ranNow >= ran && waitedNow >= waited;
            running = known ? ranNow - ran : 0;
            waiting = known ? waitedNow - waited : 0;
            ran = ranNow;
            waited = waitedNow;
        }
    }

    private final Path folder;
    private final Text text;
    private Task[] tasks = {};
    private Map<String, Task> byName = new HashMap<>();
    private int next;
    private int turn;
    private boolean listed;
    private long listedAt;

    RunQueue(Path folder, Text text) {
        this.folder = folder;
        this.text = text;
    }

    /** The share, 0 to 1; NaN if it is not known, or nothing ran. */
    double read(long now) {
        if (!listed || now - listedAt >= LIST_AGAIN) {
            list();
            listed = true;
            listedAt = now;
        }
        for (int i = Math.min(AT_ONCE, tasks.length); i > 0; i--) {
            next = next + 1 < tasks.length ? next + 1 : 0;
            tasks[next].look(text, now);
        }
        long running = 0;
        long waiting = 0;
        for (Task task : tasks) {
            running += task.running;
            waiting += task.waiting;
        }
        return running + waiting > 0 ? (double) waiting / (running + waiting) : Double.NaN;
    }

    void close() {
        for (Task task : tasks) {
            task.file.close();
        }
        tasks = new Task[0];
        byName = new HashMap<>();
        listed = false;
    }

    /** Of more tasks than are followed, others each time. */
    private void list() {
        String @Nullable [] names = folder.toFile().list();
        if (names == null) {
            names = new String[0];
        }
        Arrays.sort(names);
        Map<String, Task> followed = new HashMap<>();
        int many = Math.min(names.length, TASKS);
        for (int i = 0; i < many; i++) {
            int which = (int) (((long) i * names.length / many + turn) % names.length);
            String name = names[which];
            Task known = byName.remove(name);
            followed.put(name, known == null ? new Task(folder.resolve(name).resolve("schedstat")) : known);
        }
        byName.values().forEach(gone -> gone.file.close());
        byName = followed;
        tasks = followed.values().toArray(new Task[0]);
        turn = names.length > TASKS ? turn + 1 : 0;
        next = 0;
    }
}
