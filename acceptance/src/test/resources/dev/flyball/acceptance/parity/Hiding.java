package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;

/** Types within bodies, which no annotation processor is shown. */
class Hiding {

    Runnable anonymous = new Runnable() {
        @Override
        @RateLimited(permits = 1)
        public void run() {}
    };

    enum Planet {
        EARTH {
            @Override
            @RateLimited(permits = 9)
            void turn() {}
        };

        void turn() {}
    }

    void method() {
        class Local {
            @RateLimited(permits = 2)
            private int held(int a) {
                return a;
            }
        }
        record Pair(int a) {
            @Bulkhead(max = 3)
            static int made() {
                return 1;
            }
        }
        new Local().held(Pair.made());
    }
}
