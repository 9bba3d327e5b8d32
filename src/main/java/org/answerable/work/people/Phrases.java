package org.answerable.work.people;

import static org.answerable.ledger.writing.Said.said;
import static org.answerable.ledger.writing.Verdict.agreed;
import static org.answerable.ledger.writing.Verdict.refused;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.answerable.facts.ChainId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.PhraseId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Tongue;
import org.answerable.language.Language;
import org.answerable.language.Meaning;
import org.answerable.language.OwnPhrase;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The phrases that administrators teach the desk beside its own rules. Adding one and withdrawing
 * it are decisions and stand in the ledger; {@link #language} reads with all that are in force.
 */
@Component
public final class Phrases {

  /** So many are in force at most; each is tried on every sentence that has its rarest word. */
  static final int IN_FORCE_MAX = 200;

  private static final String IN_FORCE =
      """
      select phrase_id, tongue, meaning, phrase, added_at, added_by
        from work.phrases
       where meaning is not null
         and phrase is not null
       order by added_at, phrase_id
       limit 200
      """;

  private static final Logger log = LoggerFactory.getLogger(Phrases.class);

  private final JdbcClient db;
  private final Desk desk;
  private final Registers registers;

  /** What was learned last, by language; the key of it are the phrases themselves. */
  private final Map<Tongue, Learned> learned = new ConcurrentHashMap<>();

  private record Learned(List<OwnPhrase> phrases, Language language) {}

  Phrases(JdbcClient db, Desk desk, Registers registers) {
    this.db = db;
    this.desk = desk;
    this.registers = registers;
  }

  /** A phrase in force. */
  public record Phrase(PhraseId id, Tongue tongue, OwnPhrase own, Instant added, StaffId by) {}

  /** How adding a phrase ends. */
  public sealed interface Adding {
    record Added(PhraseId id) implements Adding {}

    /** It is no phrase, or one that would never be found. */
    record Unusable() implements Adding {}

    record TooMany(int most) implements Adding {}

    record NotAllowed() implements Adding {}
  }

  /** How withdrawing one ends. */
  public sealed interface Withdrawing {
    record Withdrawn() implements Withdrawing {}

    record NotInForce() implements Withdrawing {}

    record NotAllowed() implements Withdrawing {}
  }

  /** All that are in force, the oldest first. */
  public List<Phrase> inForce() {
    return db.sql(IN_FORCE).query((row, _) -> phrase(row)).list().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A phrase that this program does not understand any more is left out, never in the way. */
  private static Optional<Phrase> phrase(ResultSet row) throws SQLException {
    var id = new PhraseId(row.getObject("phrase_id", UUID.class));
    try {
      return Optional.of(
          new Phrase(
              id,
              Tongue.valueOf(row.getString("tongue").toUpperCase(Locale.ROOT)),
              new OwnPhrase(Meaning.valueOf(row.getString("meaning")), row.getString("phrase")),
              row.getObject("added_at", OffsetDateTime.class).toInstant(),
              new StaffId(row.getObject("added_by", UUID.class))));
    } catch (IllegalArgumentException e) {
      log.warn("Phrase {} is not understood and left out: {}", id, e.getMessage());
      return Optional.empty();
    }
  }

  /** The rules of a language with the phrases in force. */
  public Language language(Locale locale) {
    var tongue = locale.getLanguage().equals("de") ? Tongue.DE : Tongue.EN;
    var own = inForce().stream().filter(one -> one.tongue() == tongue).map(Phrase::own).toList();
    var base = Language.of(tongue.locale());
    if (own.isEmpty()) {
      return base;
    }
    var known = learned.get(tongue);
    if (known == null || !known.phrases().equals(own)) {
      known = new Learned(own, learn(base, tongue, own));
      learned.put(tongue, known);
    }
    return known.language();
  }

  /** Mail is read with what can be understood, whatever else was taught. */
  private static Language learn(Language base, Tongue tongue, List<OwnPhrase> own) {
    try {
      return base.withPhrases(own);
    } catch (IllegalArgumentException e) {
      log.warn("Not every phrase is understood, the others are used: {}", e.getMessage());
      return base.withPhrases(own.stream().filter(one -> isUsable(tongue, one)).toList());
    }
  }

  /** Takes a phrase into use. */
  public Adding add(Tongue tongue, OwnPhrase phrase, Command command) {
    if (!isUsable(tongue, phrase)) {
      return new Adding.Unusable();
    }
    return desk.decide(
        command,
        Adding.class,
        pen -> {
          var company = pen.begin(Company.SUBJECTS, ChainId.CONFIG);
          var id = new PhraseId(pen.now().newId());
          return add(company, id, tongue, phrase, registers.acting(command.actor()));
        });
  }

  /** Reads without it from now on. */
  public Withdrawing withdraw(PhraseId id, Command command) {
    return desk.decide(
        command,
        Withdrawing.class,
        pen ->
            withdraw(
                pen.begin(Company.SUBJECTS, ChainId.CONFIG),
                id,
                registers.acting(command.actor())));
  }

  private static boolean isUsable(Tongue tongue, OwnPhrase phrase) {
    try {
      Language.of(tongue.locale()).withPhrases(List.of(phrase));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the page says so; nothing was decided
    }
  }

  static Verdict<Adding> add(
      Company company, PhraseId id, Tongue tongue, OwnPhrase phrase, Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new Adding.NotAllowed());
    }
    if (company.phrases().size() >= IN_FORCE_MAX) {
      return refused(new Adding.TooMany(IN_FORCE_MAX));
    }
    return agreed(
        new Adding.Added(id),
        List.of(
            said(
                ChainId.CONFIG,
                new ConfigFact.PhraseAdded(id, tongue, me),
                Words.of("meaning", phrase.meaning().name()).and("phrase", phrase.words()))));
  }

  static Verdict<Withdrawing> withdraw(Company company, PhraseId id, Acting by) {
    var me = by.who();
    if (!by.isAtLeast(Role.ADMIN) || me == null) {
      return refused(new Withdrawing.NotAllowed());
    }
    return company.phrases().contains(id)
        ? agreed(
            new Withdrawing.Withdrawn(),
            List.of(said(ChainId.CONFIG, new ConfigFact.PhraseWithdrawn(id, me), Words.NONE)))
        : refused(new Withdrawing.NotInForce());
  }
}
