package org.answerable.doors.mail.reading;

import java.util.List;
import java.util.Locale;

/**
 * A text in two: what this mail adds, and the mail it answers. By rules that look at each line
 * once. When unsure the whole text is fresh: too much is better than a word lost.
 */
record Folded(String fresh, String quoted) {

  private static final int LINES_MAX = 20_000;
  private static final int HEADER_CHARS_MAX = 400;

  // The verb before the colon of "On Monday Anna wrote:", as mail programs of many tongues put it.
  private static final List<String> WROTE =
      List.of(
          "wrote",
          "schrieb",
          "a écrit",
          "a ecrit",
          "escribió",
          "escribio",
          "ha scritto",
          "escreveu",
          "napisał",
          "napisal",
          "napisał(a)",
          "skrev",
          "schreef",
          "написал",
          "написала",
          "пишет",
          "написал(а)",
          "kirjoitti",
          "yazdı",
          "írta",
          "napsal",
          "napsal(a)",
          "a scris",
          "geschreven",
          "написав",
          "έγραψε",
          "のメール",
          "写道",
          "escrigué",
          "ha escrit",
          "wrote on",
          "skrifaði");

  private static final List<String> RULES =
      List.of(
          "original message",
          "ursprüngliche nachricht",
          "originalnachricht",
          "message d'origine",
          "message original",
          "mensaje original",
          "messaggio originale",
          "mensagem original",
          "oorspronkelijk bericht",
          "oprindelig meddelelse",
          "ursprungligt meddelande",
          "opprinnelig melding",
          "исходное сообщение",
          "wiadomość oryginalna",
          "reply message",
          "alkuperäinen viesti",
          "original mail",
          "original-nachricht",
          "antwort",
          "reply above this line");

  private static final List<String> FROM =
      List.of(
          "from",
          "von",
          "de",
          "da",
          "van",
          "fra",
          "från",
          "od",
          "от",
          "lähettäjä",
          "kimden",
          "feladó",
          "差出人",
          "发件人",
          "寄件者");
  private static final List<String> OTHER =
      List.of(
          "sent",
          "date",
          "to",
          "cc",
          "subject",
          "gesendet",
          "datum",
          "an",
          "betreff",
          "envoyé",
          "à",
          "objet",
          "enviado",
          "enviado el",
          "para",
          "asunto",
          "fecha",
          "inviato",
          "a",
          "data",
          "oggetto",
          "assunto",
          "verzonden",
          "aan",
          "onderwerp",
          "sendt",
          "til",
          "emne",
          "skickat",
          "till",
          "ämne",
          "wysłano",
          "do",
          "temat",
          "отправлено",
          "дата",
          "кому",
          "тема",
          "копия",
          "odesláno",
          "komu",
          "předmět",
          "lähetetty",
          "aihe",
          "vastaanottaja",
          "reply-to",
          "antwort an",
          "kopie",
          "sent at",
          "发送时间",
          "收件人",
          "主题",
          "日時",
          "宛先",
          "件名");

  static Folded of(String text) {
    var lines = text.split("\n", -1);
    if (lines.length > LINES_MAX) return whole(text);
    int cut = firstCut(lines);
    if (cut < 0) return whole(text);
    if (answersBetweenTheLines(lines, cut)) return whole(text);
    var fresh = joined(lines, 0, cut).stripTrailing();
    if (fresh.isBlank()) return whole(text);
    return new Folded(fresh, joined(lines, cut, lines.length).strip());
  }

  private static Folded whole(String text) {
    return new Folded(text, "");
  }

  private static int firstCut(String[] lines) {
    for (int i = 0; i < lines.length; i++) {
      var line = lines[i].strip();
      if (line.isEmpty()) continue;
      if (isForward(line)) return -1;
      if (isRule(line)) return i;
      if (isHeaderBlock(lines, i)) return withLineAbove(lines, i);
      int wrote = wroteLines(lines, i);
      if (wrote > 0) return i;
      if (line.startsWith(">") && onlyQuotesFollow(lines, i)) return i;
    }
    return -1;
  }

  // What is passed on is the point of the mail, not what it answers.
  private static boolean isForward(String line) {
    if (line.length() > 80) return false;
    var lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("forwarded message")
        || lower.contains("weitergeleitete nachricht")
        || lower.contains("message transféré")
        || lower.contains("mensaje reenviado");
  }

  // "----- Original Message -----"
  private static boolean isRule(String line) {
    if (line.length() > 80) return false;
    int from = 0;
    int to = line.length();
    while (from < to && "-_=* ".indexOf(line.charAt(from)) >= 0) from++;
    while (to > from && "-_=* :".indexOf(line.charAt(to - 1)) >= 0) to--;
    return from >= 2 && RULES.contains(line.substring(from, to).toLowerCase(Locale.ROOT));
  }

  // "From: …", then at least two of "Sent:", "To:", "Subject:" in the next lines.
  private static boolean isHeaderBlock(String[] lines, int at) {
    if (!startsWithWord(lines[at], FROM)) return false;
    int others = 0;
    int looked = 0;
    for (int i = at + 1; i < lines.length && looked < 6; i++) {
      if (lines[i].isBlank()) {
        if (others > 0) break;
        continue;
      }
      looked++;
      if (startsWithWord(lines[i], OTHER)) others++;
    }
    return others >= 2;
  }

  // The line of Outlook above the block belongs to what is quoted.
  private static int withLineAbove(String[] lines, int at) {
    int above = at - 1;
    while (above >= 0 && lines[above].isBlank()) above--;
    if (above < 0) return at;
    var line = lines[above].strip();
    return line.length() >= 3 && line.chars().allMatch(c -> c == '_' || c == '-' || c == '=')
        ? above
        : at;
  }

  private static boolean startsWithWord(String raw, List<String> words) {
    int start = 0;
    while (start < raw.length() && "*> \t".indexOf(raw.charAt(start)) >= 0) start++;
    int colon = raw.indexOf(':', start);
    if (colon < 0) colon = raw.indexOf('：', start);
    if (colon < 0 || colon - start > 20) return false;
    var word = raw.substring(start, colon).replace("*", "").strip().toLowerCase(Locale.ROOT);
    return words.contains(word);
  }

  /** How many lines "On … wrote:" takes that begins here; none: 0. */
  private static int wroteLines(String[] lines, int at) {
    var joined = new StringBuilder();
    for (int i = at; i < lines.length && i < at + 4; i++) {
      var line = lines[i].strip();
      if (line.isEmpty()) return 0;
      if (!joined.isEmpty()) joined.append(' ');
      joined.append(line);
      if (joined.length() > HEADER_CHARS_MAX) return 0;
      if (isWrote(joined.toString())) return i - at + 1;
      if (line.startsWith(">") || line.endsWith(".")) return 0;
    }
    return 0;
  }

  private static boolean isWrote(String text) {
    if (!text.endsWith(":") && !text.endsWith("：")) return false;
    var lower = text.toLowerCase(Locale.ROOT);
    // Who or when: an address, a year or a time of day. "As Anna wrote:" is somebody talking.
    boolean dated = lower.indexOf('@') >= 0 || hasNumberLikeDate(lower);
    if (!dated) return false;
    int end = lower.length() - 1;
    var tail = lower.substring(Math.max(0, end - 60), end).strip();
    for (var verb : WROTE) {
      if (tail.endsWith(verb)) return true;
    }
    // "Am 1. Mai 2026 schrieb Anna <anna@customer.example>:"
    if (!lower.contains("<") && !lower.contains(" um ") && !startsLikeDate(lower)) return false;
    for (var verb : WROTE) {
      if (lower.contains(" " + verb + " ")) return true;
    }
    return false;
  }

  private static boolean startsLikeDate(String lower) {
    for (var start :
        List.of(
            "am ", "on ", "le ", "el ", "il ", "em ", "den ", "op ", "dnia ", "w dniu ", "pe ",
            "på ", "ons", "dne ")) {
      if (lower.startsWith(start)) return true;
    }
    return false;
  }

  private static boolean hasNumberLikeDate(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        if (++digits == 4) return true;
      } else {
        if (c == ':'
            && digits > 0
            && i + 1 < text.length()
            && Character.isDigit(text.charAt(i + 1))) return true;
        digits = 0;
      }
    }
    return false;
  }

  private static boolean onlyQuotesFollow(String[] lines, int at) {
    for (int i = at; i < lines.length; i++) {
      var line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith(">")) return false;
    }
    return true;
  }

  // After the cut a mail program puts either quoted lines alone or unquoted lines alone. Words of
  // the writer below or between quoted lines are an answer: then nothing is folded away.
  private static boolean answersBetweenTheLines(String[] lines, int cut) {
    boolean quotes = false;
    for (int i = cut; i < lines.length; i++) {
      var line = lines[i].strip();
      if (line.startsWith(">")) {
        quotes = true;
      } else if (quotes && !line.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String joined(String[] lines, int from, int to) {
    var out = new StringBuilder();
    for (int i = from; i < to; i++) out.append(i > from ? "\n" : "").append(lines[i]);
    return out.toString();
  }
}
