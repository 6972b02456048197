package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.junit.jupiter.api.Test;

class QuotaAccountTest {
  private final QuotaAccount parent = new QuotaAccount("parent");
  private final QuotaAccount child = new QuotaAccount("child");

  QuotaAccountTest() {
    parent.endow(1000, 100);
    child.referTo(parent);
  }

  @Test
  void transferRam_movesInBothDirectionsBetweenChildAndReference() throws Exception {
    parent.transferRam(child, 600);
    child.transferRam(parent, 200);
    assertThat(parent.ram().limit()).isEqualTo(600);
    assertThat(child.ram().limit()).isEqualTo(400);
  }

  @Test
  void transferCapabilities_movesInBothDirections() throws Exception {
    parent.transferCapabilities(child, 60);
    child.transferCapabilities(parent, 20);
    assertThat(parent.capabilities().limit()).isEqualTo(60);
    assertThat(child.capabilities().limit()).isEqualTo(40);
  }

  @Test
  void transfer_moreThanIsAvailable_movesNothingAndNamesBothNumbers() throws Exception {
    parent.transferRam(child, 600);
    child.takeRam(500);
    assertThatThrownBy(() -> child.transferRam(parent, 101))
        .isInstanceOf(OutOfRamException.class)
        .hasMessage("the account of child should give 101 and has 100 bytes of RAM");
    assertThatThrownBy(() -> child.transferCapabilities(parent, 1))
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessage("the account of child should give 1 and has 0 capabilities");
    assertThat(child.ram().limit()).isEqualTo(600);
    assertThat(child.ram().available()).isEqualTo(100);
  }

  @Test
  void transfer_ofLessThanNothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> parent.transferRam(child, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parent.transferRam(child, Long.MIN_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> parent.transferCapabilities(child, -1));
  }

  @Test
  void transfer_betweenSiblings_isRefused() {
    QuotaAccount sibling = new QuotaAccount("sibling");
    sibling.referTo(parent);
    assertThatIllegalArgumentException().isThrownBy(() -> child.transferRam(sibling, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> child.transferCapabilities(sibling, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> child.transferRam(child, 0));
  }

  @Test
  void referTo_aSecondTimeOrItself_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> child.referTo(parent));
    QuotaAccount other = new QuotaAccount("other");
    assertThatIllegalArgumentException().isThrownBy(() -> other.referTo(other));
  }

  @Test
  void take_aNegativeAmount_isRefusedInsteadOfMakingQuota() {
    assertThatIllegalArgumentException().isThrownBy(() -> child.takeRam(-4096));
    assertThatIllegalArgumentException().isThrownBy(() -> child.takeCapabilities(-1));
    assertThat(child.ram().available()).isZero();
  }

  @Test
  void close_returnsEverythingToTheReference() throws Exception {
    parent.transferRam(child, 600);
    parent.transferCapabilities(child, 60);
    child.close();
    assertThat(parent.ram().limit()).isEqualTo(1000);
    assertThat(parent.capabilities().limit()).isEqualTo(100);
    assertThat(child.ram().limit()).isZero();
  }

  @Test
  void close_whileSomethingIsInUse_isAMistakeOfCore() throws Exception {
    parent.transferRam(child, 600);
    child.takeRam(1);
    assertThatThrownBy(child::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_afterTheReferenceHasClosed_returnsToTheNextOne() throws Exception {
    QuotaAccount grandchild = new QuotaAccount("grandchild");
    grandchild.referTo(child);
    parent.transferRam(child, 600);
    child.transferRam(grandchild, 100);
    child.close();
    grandchild.close();
    assertThat(parent.ram().limit()).isEqualTo(1000);
  }

  @Test
  void give_moreThanWasTaken_isAMistakeOfCore() {
    assertThatThrownBy(() -> child.giveRam(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> child.giveCapabilities(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pages_roundsUpToWholePagesUpToTheLargestNumber() {
    assertThat(Memory.pages(0)).isZero();
    assertThat(Memory.pages(1)).isEqualTo(1);
    assertThat(Memory.pages(4096)).isEqualTo(1);
    assertThat(Memory.pages(4097)).isEqualTo(2);
    assertThat(Memory.pages(Long.MAX_VALUE)).isEqualTo(1L << 51);
  }

  @Test
  void randomUse_limitsAlwaysAddUpToWhatWasEndowed() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    Random random = new Random(seed);
    List<QuotaAccount> accounts = new ArrayList<>(List.of(parent, child));
    for (int round = 0; round < 20_000; round++) {
      QuotaAccount one = accounts.get(random.nextInt(accounts.size()));
      QuotaAccount two = accounts.get(random.nextInt(accounts.size()));
      try {
        switch (random.nextInt(7)) {
          case 0 -> {
            QuotaAccount next = new QuotaAccount("account " + round);
            next.referTo(one);
            accounts.add(next);
          }
          case 1 -> one.transferRam(two, random.nextInt(300) - 10);
          case 2 -> one.transferCapabilities(two, random.nextInt(30) - 3);
          case 3 -> one.takeRam(random.nextInt(100));
          case 4 -> one.giveRam(one.ram().used());
          case 5 -> one.takeCapabilities(random.nextInt(10));
          default -> {
            one.giveCapabilities(one.capabilities().used());
            if (one != parent && one.ram().used() == 0 && accounts.size() > 2) {
              accounts.remove(one);
              one.close();
            }
          }
        }
      } catch (IllegalArgumentException | OutOfRamException | OutOfCapabilitiesException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
      long ram = 0;
      long capabilities = 0;
      for (QuotaAccount each : accounts) {
        assertThat(each.ram().available()).as("seed %d", seed).isNotNegative();
        assertThat(each.capabilities().available()).as("seed %d", seed).isNotNegative();
        ram += each.ram().limit();
        capabilities += each.capabilities().limit();
      }
      assertThat(ram).as("RAM, seed %d, round %d", seed, round).isEqualTo(1000);
      assertThat(capabilities).as("capabilities, seed %d, round %d", seed, round).isEqualTo(100);
    }
  }
}
