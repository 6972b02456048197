package org.demitasse.toolchain.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodNamesTest {
  private final MethodNames names =
      new MethodNames(
          List.of("org/example/Hello", "org/example/Hello$Inner", "other/elsewhere/Hello", "Top"));

  @Test
  void methodsOfTheProgram_getTheirClass() {
    assertThat(names.of("meth_oe_Hello_Inner_next_value", Set.of()))
        .isEqualTo("org.example.Hello$Inner.next_value");
    assertThat(names.of("meth_Top_main", Set.of())).isEqualTo("Top.main");
  }

  @Test
  void classesWithTheSameInitials_areToldBySource() {
    assertThat(names.of("meth_oe_Hello_run", Set.of("java/A.java", "other/elsewhere/Hello.java")))
        .isEqualTo("other.elsewhere.Hello.run");
    assertThat(names.of("meth_oe_Hello_run", Set.of("org/example/Hello.java")))
        .isEqualTo("org.example.Hello.run");
  }

  @Test
  void constructorsInitializersAndOverloads_areNamedAsInStackTraces() {
    assertThat(names.of("meth_oe_Hello__init_", Set.of("org/example/Hello.java")))
        .isEqualTo("org.example.Hello.<init>");
    assertThat(names.of("meth_oe_Hello__init__0", Set.of("org/example/Hello.java")))
        .isEqualTo("org.example.Hello.<init>");
    assertThat(names.of("meth_oe_Hello__clinit_", Set.of("org/example/Hello.java")))
        .isEqualTo("org.example.Hello.<clinit>");
    assertThat(names.of("meth_oe_Hello_run_12", Set.of("org/example/Hello.java")))
        .isEqualTo("org.example.Hello.run");
  }

  @Test
  void classLibrary_getsTheNamesOfTheJdk() {
    Set<String> sources =
        Set.of(
            "org/teavm/classlib/java/util/TArrayList.java",
            "org/teavm/classlib/java/util/THashMap.java");
    assertThat(names.of("meth_ju_HashMap_put", sources)).isEqualTo("java.util.HashMap.put");
    assertThat(names.of("meth_ju_HashMap_HashIterator_next", sources))
        .isEqualTo("java.util.HashMap$HashIterator.next");
  }

  @Test
  void classLibraryWithoutALineOfItsOwn_isToldByInitials() {
    Set<String> sources = Set.of("org/teavm/classlib/java/lang/TThrowable.java");
    assertThat(names.of("meth_jl_ClassCastException__init_", sources))
        .isEqualTo("java.lang.ClassCastException.<init>");
    assertThat(names.of("meth_ju_Map_Entry_getKey_3", Set.of()))
        .isEqualTo("java.util.Map$Entry.getKey");
  }

  @Test
  void otherFunctions_keepTheirName() {
    assertThat(names.of("memcpy", Set.of())).isEqualTo("memcpy");
    assertThat(names.of("meth_zz_Unknown_run", Set.of())).isEqualTo("meth_zz_Unknown_run");
  }
}
