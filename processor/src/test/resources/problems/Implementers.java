package com.acme;

import dev.flyball.annotation.Bulkhead;

/** An interface's annotations reach bodies that no wrapper could; its own decorator stands before them. */
interface Api {

    @Bulkhead(max = 1)
    void call();
}

final class LastOne implements Api {

    private LastOne() {}

    @Override
    public final void call() {}
}

class Shut implements Api {

    private Shut() {}

    @Override
    public void call() {}
}
