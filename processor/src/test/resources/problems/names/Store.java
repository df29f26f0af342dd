package com.acme;

import dev.flyball.annotation.Bulkhead;

class Store extends Base { // ERROR import-clash

    @Bulkhead(max = 1)
    void put(com.acme.Item item) {}
}

class Base {

    static class Item {}
}
