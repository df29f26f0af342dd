package com.acme;

import dev.flyball.annotation.Ungoverned;

/** Governed by what it extends alone. */
public interface Wider extends Api {

    @Override
    void ask();

    @Override
    @Ungoverned
    void tell();

    void more();
}
