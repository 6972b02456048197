package org.demitasse.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.NameAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The arrays of enum constants that a generated class keeps, since values() copies them. */
final class EnumValues {
  private final NameAllocator names;
  private final Map<ClassName, String> fields = new LinkedHashMap<>();

  /**
   * @param names of the fields of the generated class
   */
  EnumValues(NameAllocator names) {
    this.names = names;
  }

  /** Returns the name of the array with the constants of an enum. */
  String of(ClassName type) {
    return fields.computeIfAbsent(
        type, key -> names.newName(upperCase(key.simpleName()) + "_VALUES"));
  }

  List<FieldSpec> fields() {
    return fields.entrySet().stream()
        .map(
            entry ->
                FieldSpec.builder(ArrayTypeName.of(entry.getKey()), entry.getValue())
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.values()", entry.getKey())
                    .build())
        .toList();
  }

  private static String upperCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
