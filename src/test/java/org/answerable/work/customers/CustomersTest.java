package org.answerable.work.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.answerable.House;
import org.answerable.facts.CustomerId;
import org.answerable.facts.Erasing.ErasureExecuted;
import org.answerable.facts.Erasing.Ground;
import org.answerable.facts.Ids;
import org.answerable.facts.Knowing.CustomerMet;
import org.answerable.facts.PartRef;
import org.answerable.facts.RequestId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.customers.Customers.Learning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private static House house;
  private static Customers customers;

  @BeforeAll
  static void build() {
    house = House.built();
    customers = house.room(Customers.class);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aCustomerIsFoundAtEachOfTheirAddressesInWhateverLetters() {
    var priya = met("Priya", "priya@example.org");
    assertThat(customers.addAddress(priya, " Priya.Raman@Work.example ", Command.ofDesk()))
        .isEqualTo(new Learning.Learnt());
    assertThat(customers.byAddress("PRIYA@example.org")).isEqualTo(priya);
    assertThat(customers.byAddress("priya.raman@work.example")).isEqualTo(priya);
    assertThat(customers.byAddress("nobody@example.org")).isNull();
  }

  @Test
  void anAddressIsOneCustomers() {
    var anna = met("Anna", "anna@example.org");
    var otto = met("Otto", "otto@example.org");
    assertThat(customers.addAddress(otto, "ANNA@example.org", Command.ofDesk()))
        .isEqualTo(new Learning.AddressOf(anna));
    assertThat(customers.addAddress(otto, "not an address", Command.ofDesk()))
        .isEqualTo(new Learning.AddressUnusable());
  }

  @Test
  void twoWhoClaimAnAddressAtOnceDoNotBothGetIt() throws Exception {
    var one = met("One", "one@example.org");
    var two = met("Two", "two@example.org");
    Callable<Learning> first = () -> customers.addAddress(one, "x@example.org", Command.ofDesk());
    Callable<Learning> second = () -> customers.addAddress(two, "x@example.org", Command.ofDesk());
    var results = new ArrayList<Learning>();
    try (var pool = Executors.newFixedThreadPool(2)) {
      for (var result : pool.invokeAll(List.of(first, second))) {
        results.add(result.get());
      }
    }
    assertThat(results).containsOnlyOnce(new Learning.Learnt());
    assertThat(results)
        .containsOnlyOnce(
            new Learning.AddressOf(results.getFirst() instanceof Learning.Learnt ? one : two));
  }

  @Test
  void aBetterNameReplacesTheFirst() {
    var priya = met("p.", "p.raman@example.org");
    assertThat(customers.name(priya, " ", Command.ofDesk())).isEqualTo(new Learning.NameMissing());
    assertThat(customers.name(priya, " Priya Raman ", Command.ofDesk()))
        .isEqualTo(new Learning.Learnt());
    assertThat(name(priya)).isEqualTo("Priya Raman");
  }

  @Test
  void whatIsErasedIsForgottenAndRebuiltRowsEqualTheLivingOnes() {
    var gone = met("Gone", "gone@example.org");
    customers.addAddress(gone, "gone@work.example", Command.ofDesk());
    customers.name(gone, "Gone Away", Command.ofDesk());
    erase(gone, new PartRef(1, "name"), new PartRef(1, "address"));
    assertThat(customers.byAddress("gone@example.org")).isNull();
    assertThat(customers.byAddress("gone@work.example")).isEqualTo(gone);
    assertThat(name(gone)).as("the newer name came from another part").isEqualTo("Gone Away");
    erase(gone, new PartRef(2, "address"), new PartRef(3, "name"));
    assertThat(customers.byAddress("gone@work.example")).isNull();
    assertThat(name(gone)).isEqualTo("none");
    assertThat(house.differences()).isEmpty();
  }

  private static CustomerId met(String name, String address) {
    var id = new CustomerId(Ids.fresh());
    house
        .room(Desk.class)
        .decide(
            Command.ofDesk(),
            Boolean.class,
            pen -> {
              pen.begin(Customer.SUBJECTS, id);
              var words = Words.of("name", name).and("address", address).about(id);
              return Verdict.agreed(
                  true, List.of(Said.said(id.chain(), new CustomerMet(Tongue.EN, null), words)));
            });
    return id;
  }

  private static void erase(CustomerId who, PartRef... parts) {
    var erasing = new ErasureExecuted(new RequestId(Ids.fresh()), Ground.REQUEST, List.of(parts));
    house
        .room(Desk.class)
        .about(Customer.SUBJECTS, who, Command.ofDesk())
        .decide(Boolean.class, (_, _) -> Verdict.agreed(true, erasing));
  }

  private static String name(CustomerId who) {
    return house
        .db()
        .sql("select coalesce(name, 'none') from work.customers where chain_id = :id")
        .param("id", who.value())
        .query(String.class)
        .single();
  }
}
