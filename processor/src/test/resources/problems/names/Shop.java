package com.acme;

import dev.flyball.annotation.Bulkhead;

class Shop { // ERROR wrapper-name-taken

    @Bulkhead(max = 1)
    void open() {}
}
