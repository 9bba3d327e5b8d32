package org.answerable.work.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A-12")
class OrganisationTest {

  @ParameterizedTest
  @CsvSource({
    "priya@customer.example, tom@customer.example",
    "Priya@Customer.Example, tom@customer.example",
    "priya@mail.customer.example, tom@mail.customer.example",
    "priya@bücher.example, tom@xn--bcher-kva.example",
    "priya@live.customer.example, tom@live.customer.example",
    "priya@gmail.com.customer.example, tom@gmail.com.customer.example",
    "priya@notgmail.com, tom@notgmail.com",
  })
  void colleaguesHaveTheSameDomain(String one, String other) {
    assertThat(Organisation.isShared(one, other)).isTrue();
    assertThat(Organisation.isShared(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "priya@customer.example, tom@elsewhere.example",
    "priya@customer.example, tom@mail.customer.example",
    "priya@customer.example, tom@customer.example.mallory.example",
    "priya@one.co.uk, tom@two.co.uk",
    "priya@gmail.com, tom@gmail.com",
    "priya@GMail.com, tom@gmail.COM",
    "priya@googlemail.com, tom@googlemail.com",
    "priya@yahoo.com, tom@yahoo.com",
    "priya@yahoo.co.uk, tom@yahoo.co.uk",
    "priya@hotmail.fr, tom@hotmail.fr",
    "priya@gmx.de, tom@gmx.de",
    "priya@web.de, tom@web.de",
    "priya@priya.tuta.io, tom@priya.tuta.io",
    "priya@localhost, tom@localhost",
    "priya, tom",
    "'', ''",
    "priya@customer.example., tom@customer.example.",
    "'priya@a b.example', 'tom@a b.example'",
  })
  void strangersAndWhatIsNoAddressShareNone(String one, String other) {
    assertThat(Organisation.isShared(one, other)).isFalse();
    assertThat(Organisation.isShared(other, one)).isFalse();
  }

  @Test
  void whoseAddressIsUnknownIsOfNoOrganisation() {
    assertThat(Organisation.isShared(null, "tom@customer.example")).isFalse();
    assertThat(Organisation.isShared(null, null)).isFalse();
  }

  /** A line that is no domain would never match, and nobody would see that it is missing. */
  @Test
  void everyLineOfTheListIsADomainInSmallLettersAndStandsThereOnce() throws IOException {
    var seen = new ArrayList<String>();
    try (var in = Organisation.class.getResourceAsStream("/customers/mail-providers.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (var line : text.lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          assertThat(line).matches("[a-z0-9-]+\\.\\*|([a-z0-9-]+\\.)+[a-z]{2,}");
          seen.add(line);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(List.of("gmail.com", "outlook.*", "gmx.*", "web.de")).allMatch(seen::contains);
  }
}
