package org.answerable.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the result of a command so that its repetition gets the same. The name that is kept is one
 * of the declared type's own permitted records, so nothing stored can choose a class.
 */
public final class Results {

  private final JsonMapper json = JsonMapper.builder().build();

  /** A result as text. */
  public String write(Object result) {
    var kept = json.createObjectNode();
    kept.put("as", result.getClass().getSimpleName());
    kept.set("with", json.valueToTree(result));
    return json.writeValueAsString(kept);
  }

  /** The result that {@link #write} kept, which is a {@code declared}. */
  public <A> A read(String kept, Class<A> declared) {
    JsonNode node = json.readTree(kept);
    String name = node.get("as").asString();
    for (Class<?> possible : records(declared)) {
      if (possible.getSimpleName().equals(name)) {
        return declared.cast(json.treeToValue(node.get("with"), possible));
      }
    }
    throw new IllegalStateException(
        "A command's kept result '" + name + "' is no " + declared.getName());
  }

  private static List<Class<?>> records(Class<?> type) {
    var permitted = type.getPermittedSubclasses();
    if (permitted == null) {
      return List.of(type);
    }
    var all = new ArrayList<Class<?>>();
    for (Class<?> one : permitted) {
      all.addAll(records(one));
    }
    return all;
  }
}
