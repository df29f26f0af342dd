package dev.flyball.benchmarks.simulation;

/** How hours of constant overload went: the mean limit of their first and of their last tenths, and all of them. */
record Drift(double first, double last, double goodput, double p99) {

    static Drift of(Run run) {
        Tally first = new Tally();
        Tally last = new Tally();
        Tally all = new Tally();
        for (Outcome outcome : run.outcomes()) {
            first.add(outcome.phases().get(0));
            last.add(outcome.phases().get(outcome.phases().size() - 1));
            outcome.phases().forEach(all::add);
        }
        return new Drift(first.limit(), last.limit(), all.goodput(), all.latencyMillis(0.99));
    }

    double amount() {
        return Math.abs(last - first);
    }
}
