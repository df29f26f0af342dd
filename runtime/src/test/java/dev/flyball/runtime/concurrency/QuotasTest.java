package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuotasTest {

    private final Quotas quotas = new Quotas("sessions", 2);

    @Test
    void eachOwnerHoldsAsMuchAsHeMay() {
        assertThat(quotas.tryAcquire("a")).isTrue();
        assertThat(quotas.tryAcquire("a")).isTrue();
        assertThat(quotas.tryAcquire("a")).isFalse();
        assertThat(quotas.tryAcquire("b")).isTrue();
        quotas.release("a");
        assertThat(quotas.tryAcquire("a")).isTrue();
        assertThat(quotas.held("a")).isEqualTo(2);
    }

    @Test
    void severalAreTakenTogetherOrNotAtAll() {
        quotas.limit("a", 5);
        assertThat(quotas.tryAcquire("a", 3)).isTrue();
        assertThat(quotas.tryAcquire("a", 3)).isFalse();
        assertThat(quotas.tryAcquire("a", 2)).isTrue();
        quotas.release("a", 5);
        assertThat(quotas.held("a")).isZero();
    }

    @Test
    void anOwnerNobodyHasHeardOfHasTheDefaultLimit() {
        assertThat(quotas.limit("stranger")).isEqualTo(2);
        assertThat(quotas.tryAcquire("stranger", 3)).isFalse();
        Quotas guestList = new Quotas("guests", 0);
        guestList.limit("invited", 1);
        assertThat(guestList.tryAcquire("invited")).isTrue();
        assertThat(guestList.tryAcquire("stranger")).isFalse();
    }

    @Test
    void aLoweredLimitWaitsForReleases() {
        quotas.tryAcquire("a", 2);
        quotas.limit("a", 1);
        quotas.release("a");
        assertThat(quotas.tryAcquire("a")).isFalse();
        quotas.release("a");
        assertThat(quotas.tryAcquire("a")).isTrue();
    }

    @Test
    void aLimitTakenAwayLeavesTheDefault() {
        quotas.limit("a", 7);
        assertThat(quotas.limit("a")).isEqualTo(7);
        quotas.resetLimit("a");
        quotas.resetLimit("b");
        assertThat(quotas.limit("a")).isEqualTo(2);
    }

    @Test
    void theHighestLimitIsAsGoodAsNone() {
        quotas.limit("a", Integer.MAX_VALUE);
        assertThat(quotas.tryAcquire("a", Integer.MAX_VALUE - 1)).isTrue();
        assertThat(quotas.tryAcquire("a", Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void whatIsNotHeldCannotBeGivenBack() {
        quotas.tryAcquire("a");
        assertThatThrownBy(() -> quotas.release("a", 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[quota-release] sessions: 2 given back for owner \"a\", who holds 1; release once per"
                        + " acquire, or use Permit");
        assertThatThrownBy(() -> quotas.release("b")).isInstanceOf(IllegalStateException.class);
        assertThat(quotas.held("a")).isEqualTo(1);
    }

    @Test
    void aPermitIsGivenBackOnce() {
        try (Permit first = quotas.acquire("a");
                Permit second = quotas.acquire("a");
                Permit third = quotas.acquire("a")) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(third).isNull();
            first.release();
            first.release();
            assertThat(quotas.held("a")).isEqualTo(1);
        }
        assertThat(quotas.held("a")).isZero();
    }

    @Test
    void thoseWhoHoldMostAreShownFirst() {
        quotas.limit("b", 9);
        quotas.tryAcquire("a");
        quotas.tryAcquire("b", 4);
        quotas.tryAcquire("gone");
        quotas.release("gone");
        assertThat(quotas.holders()).containsExactly(new Holder("b", 4, 9), new Holder("a", 1, 2));
    }

    @Test
    void nullIsAnOwner() {
        assertThat(quotas.tryAcquire(null, 2)).isTrue();
        assertThat(quotas.tryAcquire(null)).isFalse();
        assertThat(quotas.holders()).containsExactly(new Holder(null, 2, 2));
    }

    @Test
    void ownersForWhomThereIsNoRoomShareOneLimit() {
        Quotas small = new Quotas("small", 2, 2);
        small.tryAcquire("a");
        small.tryAcquire("b");
        assertThat(small.tryAcquire("c")).isTrue();
        assertThat(small.tryAcquire("d")).isTrue();
        assertThat(small.tryAcquire("e")).isFalse();
        assertThat(small.tryAcquire("a")).isTrue();
        assertThat(small.overflows()).isEqualTo(3);
        small.release("c");
        assertThat(small.tryAcquire("e")).isTrue();
        assertThatThrownBy(() -> small.release("c")).isInstanceOf(IllegalStateException.class);
        assertThat(small.holders()).hasSize(4);
    }

    @Test
    void anOwnerWithoutRoomGetsNoMoreOnceThereIsSome() {
        Quotas small = new Quotas("small", 2, 1);
        small.tryAcquire("a");
        small.tryAcquire("b");
        small.release("a");
        assertThat(small.tryAcquire("b")).isTrue();
        assertThat(small.tryAcquire("b")).isFalse();
        assertThat(small.tryAcquire("c")).isFalse();
        small.release("b", 2);
        assertThat(small.tryAcquire("c", 2)).isTrue();
        assertThat(small.holders()).containsExactly(new Holder("c", 2, 2));
    }

    @Test
    void aLimitNeedsRoom() {
        Quotas small = new Quotas("small", 2, 1);
        small.limit("a", 5);
        assertThatThrownBy(() -> small.limit("b", 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[quota-owners] small: no room for a limit of owner \"b\", as 1 owners hold something or"
                        + " have limits; raise maxOwners");
        small.limit("a", 6);
        assertThat(small.limit("a")).isEqualTo(6);
    }

    @Test
    void aNegativeLimitIsNone() {
        assertThatThrownBy(() -> quotas.limit("a", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[quota-range] limit is -1; give at least 0");
    }

    @Test
    void anOwnerWhoseHashCodeThrowsTakesNothing() {
        Object broken = new Object() {
            @Override
            public int hashCode() {
                throw new IllegalArgumentException("broken");
            }
        };
        assertThatThrownBy(() -> quotas.tryAcquire(broken)).hasMessage("broken");
        assertThat(quotas.holders()).isEmpty();
    }
}
