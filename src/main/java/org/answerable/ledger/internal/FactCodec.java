package org.answerable.ledger.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.answerable.facts.DayHours;
import org.answerable.facts.Fact;
import org.answerable.facts.Id;
import org.answerable.facts.PartRef;
import org.answerable.facts.Party;
import org.answerable.facts.Stored;
import org.jspecify.annotations.Nullable;

/**
 * Turns facts into the typed fields of a header and back. It knows every fact from the sealed
 * families, and refuses at start any whose components are not of the closed list: so no text and
 * nothing personal can ever reach a header.
 */
public final class FactCodec {

  /** The field that every entry has beside the fact's own: the command it belongs to. */
  public static final String COMMAND = "command";

  private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,64}");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,40}");

  private final Map<String, Shape> byType = new HashMap<>();
  private final Map<Class<?>, Shape> byClass = new HashMap<>();

  public FactCodec() {
    for (Class<?> record : records(Fact.class)) {
      var shape = Shape.of(record);
      if (byType.put(shape.type, shape) != null) {
        throw new IllegalStateException("Two facts are stored as '" + shape.type + "'");
      }
      byClass.put(record, shape);
    }
  }

  /** The stored name of a fact. */
  public String type(Fact fact) {
    return shape(fact).type;
  }

  /** The fact's fields, by ascending key. */
  public SortedMap<String, String> fields(Fact fact) {
    var fields = new TreeMap<String, String>();
    for (var field : shape(fact).fields) {
      field.write(fact, fields);
    }
    return fields;
  }

  /**
   * The fact stored under {@code type} with these fields.
   *
   * @throws IllegalArgumentException if the type is unknown or a field is missing, unknown or wrong
   */
  public Fact fact(String type, Map<String, String> fields) {
    var shape = byType.get(type);
    if (shape == null) {
      throw new IllegalArgumentException("No fact is stored as '" + type + "'");
    }
    for (String key : fields.keySet()) {
      if (!key.equals(COMMAND) && !shape.keys.contains(key)) {
        throw new IllegalArgumentException("A fact '" + type + "' has no field '" + key + "'");
      }
    }
    return shape.read(fields);
  }

  /**
   * Every stored name with the keys it may have, for the checker and for the test of the format.
   */
  public SortedMap<String, Set<String>> types() {
    var all = new TreeMap<String, Set<String>>();
    byType.forEach((type, shape) -> all.put(type, shape.keys));
    return all;
  }

  /** Every record that can be stored. */
  public Collection<Class<?>> classes() {
    return byClass.keySet();
  }

  private Shape shape(Fact fact) {
    var shape = byClass.get(fact.getClass());
    if (shape == null) {
      throw new IllegalStateException("Not a stored fact: " + fact.getClass().getName());
    }
    return shape;
  }

  private static List<Class<?>> records(Class<?> sealed) {
    if (sealed.isRecord()) {
      return List.of(sealed);
    }
    var all = new ArrayList<Class<?>>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      for (Class<?> record : records(permitted)) {
        if (!all.contains(record)) {
          all.add(record);
        }
      }
    }
    return all;
  }

  /** One fact's stored form. */
  private record Shape(String type, List<Field> fields, Set<String> keys, MethodHandle maker) {

    static Shape of(Class<?> record) {
      var stored = record.getAnnotation(Stored.class);
      if (stored == null || !TYPE.matcher(stored.value()).matches()) {
        throw new IllegalStateException(
            record.getName() + " needs @Stored with a name of [a-z0-9_.]{1,64}");
      }
      var fields = new ArrayList<Field>();
      var components = record.getRecordComponents();
      for (var component : components) {
        fields.add(new Field(component));
      }
      var keys = fields.stream().flatMap(f -> f.keys().stream()).collect(Collectors.toSet());
      try {
        var types = Arrays.stream(components).map(RecordComponent::getType);
        var maker =
            MethodHandles.publicLookup()
                .findConstructor(
                    record, MethodType.methodType(void.class, types.toArray(Class<?>[]::new)))
                .asSpreader(Object[].class, components.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        return new Shape(stored.value(), List.copyOf(fields), Set.copyOf(keys), maker);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The constructor of " + record + " is not public", e);
      }
    }

    Fact read(Map<String, String> from) {
      var values = new @Nullable Object[fields.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = fields.get(i).read(type, from);
      }
      return (Fact) invoke(maker, (Object) values);
    }
  }

  private static Object invoke(MethodHandle handle, Object argument) {
    try {
      return handle.invoke(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** One component of a fact. */
  private static final class Field {

    private final String key;
    private final Class<?> type;
    private final boolean optional;
    private final MethodHandle getter;
    private final @Nullable MethodHandle idMaker;

    Field(RecordComponent component) {
      this.key = snake(component.getName());
      this.type = component.getType();
      this.optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!allowed(type, component.getGenericType())) {
        throw new IllegalStateException(
            component.getDeclaringRecord().getName()
                + "."
                + component.getName()
                + " is a "
                + component.getGenericType()
                + "; a fact holds ids, enums, numbers, yes or no, instants, dates, zones, hours and"
                + " parties, and no words");
      }
      if (optional && type.isPrimitive()) {
        throw new IllegalStateException(component + " cannot be absent and primitive");
      }
      var lookup = MethodHandles.publicLookup();
      try {
        this.getter =
            lookup
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        this.idMaker =
            Id.class.isAssignableFrom(type)
                ? lookup
                    .findConstructor(type, MethodType.methodType(void.class, UUID.class))
                    .asType(MethodType.methodType(Object.class, Object.class))
                : null;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Not to be read: " + component, e);
      }
    }

    private static boolean allowed(Class<?> type, Type generic) {
      return (Id.class.isAssignableFrom(type) && type.isRecord())
          || type.isEnum()
          || List.of(
                  long.class,
                  int.class,
                  boolean.class,
                  Instant.class,
                  LocalDate.class,
                  ZoneId.class,
                  Party.class,
                  DayHours.class)
              .contains(type)
          || (type == List.class
              && generic instanceof java.lang.reflect.ParameterizedType list
              && list.getActualTypeArguments()[0] == PartRef.class);
    }

    private static String snake(String name) {
      var key = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (!WORD.matcher(key).matches() || key.equals(COMMAND)) {
        throw new IllegalStateException("'" + key + "' cannot be the key of a field");
      }
      return key;
    }

    List<String> keys() {
      return type == Party.class ? List.of(key, key + "_sort") : List.of(key);
    }

    void write(Fact fact, Map<String, String> into) {
      var value = (@Nullable Object) invoke(getter, fact);
      if (value == null) {
        if (!optional) {
          throw new IllegalArgumentException(fact + " lacks '" + key + "'");
        }
        return;
      }
      if (value instanceof Party party) {
        into.put(key, party.id().toString());
        into.put(key + "_sort", lower(party.sort()));
        return;
      }
      into.put(key, text(value));
    }

    private static String text(Object value) {
      return switch (value) {
        case Id id -> id.value().toString();
        case Enum<?> word -> lower(word);
        case Boolean yes -> yes ? "yes" : "no";
        case Instant at -> micros(at);
        case ZoneId zone -> Zones.word(zone);
        case DayHours hours -> hours.word();
        case List<?> refs ->
            refs.stream()
                .map(PartRef.class::cast)
                .map(ref -> ref.seq() + ":" + ref.name())
                .collect(Collectors.joining(","));
        default -> value.toString();
      };
    }

    // Cut off here it would be another instant than the one the subject was folded with.
    private static String micros(Instant at) {
      long micros = Micros.of(at);
      if (!Micros.instant(micros).equals(at)) {
        throw new IllegalArgumentException(
            at + " is finer than a microsecond; cut it to one before it is said");
      }
      return Long.toString(micros);
    }

    @Nullable Object read(String fact, Map<String, String> from) {
      String text = from.get(key);
      if (text == null) {
        if (optional) {
          return null;
        }
        throw new IllegalArgumentException("A fact '" + fact + "' lacks its field '" + key + "'");
      }
      try {
        return value(text, from);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "Field '" + key + "' of a fact '" + fact + "' cannot be '" + text + "'", e);
      }
    }

    private Object value(String text, Map<String, String> from) {
      if (idMaker != null) {
        return invoke(idMaker, UUID.fromString(text));
      }
      if (type.isEnum()) {
        return word(type, text);
      }
      if (type == boolean.class) {
        return yesOrNo(text);
      }
      if (type == long.class) {
        return Long.parseLong(text);
      }
      if (type == int.class) {
        return Integer.parseInt(text);
      }
      if (type == Instant.class) {
        return Micros.instant(Long.parseLong(text));
      }
      if (type == LocalDate.class) {
        return LocalDate.parse(text);
      }
      if (type == ZoneId.class) {
        return Zones.zone(text);
      }
      if (type == DayHours.class) {
        return DayHours.parse(text);
      }
      if (type == Party.class) {
        String sort = from.get(key + "_sort");
        if (sort == null) {
          throw new IllegalArgumentException("A party has a sort");
        }
        return new Party((Party.Sort) word(Party.Sort.class, sort), UUID.fromString(text));
      }
      return Arrays.stream(text.split(",", -1)).map(Field::ref).toList();
    }

    private static Object word(Class<?> type, String text) {
      for (Object constant : type.getEnumConstants()) {
        if (lower((Enum<?>) constant).equals(text)) {
          return constant;
        }
      }
      throw new IllegalArgumentException("No such word");
    }

    private static boolean yesOrNo(String text) {
      return switch (text) {
        case "yes" -> true;
        case "no" -> false;
        default -> throw new IllegalArgumentException("Neither yes nor no");
      };
    }

    private static PartRef ref(String text) {
      int colon = text.indexOf(':');
      return new PartRef(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static String lower(Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
  }
}
