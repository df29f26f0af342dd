package dev.flyball.benchmarks.simulation;

/** What the page says beside its numbers. */
final class Words {

    static final String TITLE = """
            # Adaptive limits, simulated

            [`@AdaptiveConcurrency`](adaptive-concurrency.md) lets as many calls run at once as the method can serve without
            queueing, and finds that number by measuring. This page shows what its six algorithms find, beside those of Netflix
            [concurrency-limits](https://github.com/Netflix/concurrency-limits) 0.5.4, in the same simulation. `./simulate` writes it.

            ## What is simulated

            A backend has ten workers and one queue, first come, first served. A call takes 10 ms, give or take half (uniform), so
            the backend serves 1000 calls per second. Callers come at random (Poisson), whatever happens; who is refused vanishes.
            Before the backend stands a limiter. Only time is virtual: the limiters are the real ones, called as a program would
            call them. All limiters meet the same callers. Random numbers have fixed seeds, so the page comes out the same each
            time.

            Ours are `AdaptiveLimit` with its defaults: start at 20, from 1 to 1000. Netflix's are `SimpleLimiter` with their
            defaults: Gradient2 and AIMD stay between 20 and 200, the others between 1 and 1000. Gradient2 and Gradient are in a
            `WindowedLimit`, as its README shows; Vegas without one, as `SimpleLimiter` has it by default, and with one; AIMD
            without. Two are also run with what a user may know: Gradient2 from 1 to 1000, as its usual bounds hide what it
            does, and AIMD from 1 and with a timeout of 25 ms in place of 5 s.

            How to read the numbers: the ideal is all calls that the backend can serve, with so few in flight that none waits
            long. Ten in flight is the least that can keep ten workers busy, if calls came evenly; as they do not, a few must
            wait. An unloaded call takes at most 15 ms. **Bold** is what misses a bar: for `GRADIENT` 970 calls/s, 12 to 16 in
            flight and a 99th percentile under 25 ms; for all others 950 calls/s and 30 ms; for all less than 1 % refused at 0.7
            times the capacity, and over an hour less than 1 between the mean limits of the first and last tenth. The bars are
            ours; the peers never promised them. A test in the build holds ours to them.
            """;

    static final String CONCLUSIONS = """
            ## What to take from it

            **Use `GRADIENT`, the default.** Under overload it keeps the backend at 99 % of its capacity with four calls in the queue:
            the 99th percentile is 21 ms, where an unloaded call takes up to 15 ms. It does not drift, follows the backend within
            seconds, and needs no other numbers for one worker, for a hundred, or for calls of a second. From a limit of 1, so also
            after an outage, it takes about five seconds to be back. The others are for those who know why:

            | algorithm | good at | not so good at |
            | --- | --- | --- |
            | `LITTLES_LAW` | much as `GRADIENT` | one worker: refuses a tenth of what it could serve |
            | `PID` | holding a `targetLatency` | one worker: refuses a seventh; slowest to come back from a limit far too low |
            | `AIMD` | being explained; holding a `targetLatency`; coming back | two or three calls more in the queue |
            | `VEGAS` | coming back: fastest from a limit far too low, and after drops | slowest to come down from one far too high |
            | `CUBIC` | coming back from a limit far too low | uneven service times, few workers: refuses up to a seventh; slow after drops |

            **Limit where the work is done, or give a `targetLatency`.** Ten limiters in ten callers of one backend cannot tell their
            own queue from their neighbours'. The best of ours end at four times their fair share, and stay there; `CUBIC` at ten
            times. A `targetLatency` a little above the unloaded median helps, and so does `max`.

            **Of Netflix's, each has its own trouble here.** Gradient2's limit goes up as long as the overload lasts, and drops do not
            bring it down. AIMD never meets its timeout of 5 s, so it ends at its maximum; with a timeout of 25 ms each late call
            cuts its limit by a tenth, so it swings and gives away a quarter. Gradient allows itself twice the lowest latency, and
            so a long queue. Vegas without a window takes its luckiest call for the unloaded latency: it refuses callers at 0.7
            times the capacity, and stops at a limit of 12 before a hundred workers, which suits only ten neighbours. Vegas in a
            window does best of them, though what it takes for unloaded rises with each probe.
            """;

    static final String LOW = """
            Nobody needs a limit here; the question is whether it is in the way. Of ten runs of five minutes, the worst.
            """;

    static final String OVERLOAD = """
            Of ten runs of five minutes, after ten seconds to settle, the worst; in flight from the lowest mean to the highest.
            """;

    static final String HOURS = """
            Limits that compare latency with an average of the past take their own queue for normal, little by little. An hour of
            overload shows it: three runs each, the mean limits of their first and last six minutes. One run's may differ by half a
            call by chance, as the latency without load is measured with 32 calls at a time.
            """;

    static final String CAPACITY = """
            From here on: the share of the calls that could be served which were, and the 99th percentile of latency. Shares
            slightly over 100 % come from a queue left over, or from calls that happened to be short. The callers stay the same,
            so 1.5 times the capacity becomes 3 times.
            """;

    static final String LATENCY = """
            Again at 1.5 times the capacity of 10 ms calls, with the same callers throughout; at 5 ms they need no limit. What the
            limiter took for an unloaded latency is wrong after each step.
            """;

    static final String BLACKOUT = """
            The backend serves as before, but each call ends as dropped: a timeout, or a callee that says it is overloaded. A
            limiter should send few calls then, and come back when all is well.
            """;

    static final String START_LOW = """
            A limit far too low at the start, at 1.5 times the capacity.
            """;

    static final String START_HIGH = """
            A limit far too high at the start: with our ten workers a queue of 190 calls.
            """;

    static final String SIZES = """
            At 1.5 times the capacity: the share served, the mean in flight, the 99th percentile. One worker can serve only one
            call at a time, and each call that waits doubles its latency.
            """;

    static final String SHAPES = """
            Ten workers and 10 ms on average, as in the first tables, but other service times: exponential ones, many short and some
            several times the mean; and mixed ones, of which one in ten takes ten times as long as the others, as when a cache
            sometimes misses. Without any queue their 99th percentiles are 46 ms and 74 ms.
            """;

    static final String NEIGHBOURS = """
            Ten callers have a limiter each, before a shared backend of a hundred workers at 1.5 times its capacity. The fair share
            is ten each. The share served, the mean limit of the ten, and the 99th percentile of latency. Two of ours are also run
            with a `targetLatency` of 12 ms, which is what the callers may know of the backend.
            """;

    static final String METHOD = """
            ## What this does not show

            - One kind of backend: equal workers, one queue, and no more work when it is crowded. Real ones slow down under load,
              have caches to warm and garbage to collect.
            - Callers that neither retry nor go away, and refusals that cost nothing.
            - One thread calls all limiters in turn, so nothing here is about races; `AdaptiveLimit`'s other tests are.
            - Settings, but for the few named. Who knows his backend can give a limiter better numbers than its defaults.
            - One run where the text does not say how many. Differences of a percent are chance.
            """;

    private Words() {}
}
