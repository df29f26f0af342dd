package com.acme;

interface Place {

    String name(String language);

    int x();

    default int height() {
        return 0;
    }
}
