package org.answerable.ledger.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content beside one entry, by name. */
public final class Parts {

  public static final Parts NONE = new Parts(List.of());

  private final Map<String, Part> byName = new TreeMap<>();

  public Parts(Collection<Part> parts) {
    for (var part : parts) {
      byName.put(part.name(), part);
    }
  }

  public @Nullable Part get(String name) {
    return byName.get(name);
  }

  /** The text of a part; null where there is none or it was erased. */
  public @Nullable String text(String name) {
    var part = byName.get(name);
    return part == null ? null : part.text();
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** All parts, by ascending name. */
  public Collection<Part> all() {
    return byName.values();
  }
}
