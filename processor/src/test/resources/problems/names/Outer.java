package com.acme;

import dev.flyball.annotation.Bulkhead;

class Outer {

    static class Inner { // ERROR wrapper-name-taken

        @Bulkhead(max = 1)
        void open() {}
    }
}
