package org.demitasse.server.reportrom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoliciesTest {
  @Test
  void reportFor_takesTheStrongestPolicy() {
    Policies policies =
        Policies.read(
            """
            <config>
              <policy label_suffix="state" report="by suffix"/>
              <policy label_prefix="shell" report="by prefix"/>
              <policy label_prefix="shell -> s" report="by longer prefix"/>
              <policy label="shell -> state" report="exact"/>
            </config>
            """);
    assertThat(policies.mistakes()).isEmpty();
    assertThat(policies.reportFor("shell -> state")).contains("exact");
    assertThat(policies.reportFor("shell -> size")).contains("by longer prefix");
    assertThat(policies.reportFor("shell -> quota")).contains("by prefix");
    assertThat(policies.reportFor("viewer -> state")).contains("by suffix");
  }

  @Test
  void reportFor_whomNoPolicyNames_isNothing() {
    Policies policies = Policies.read("<config><policy label=\"a\" report=\"r\"/></config>");
    assertThat(policies.reportFor("b")).isEmpty();
    assertThat(policies.reportFor("aa")).isEmpty();
  }

  @Test
  void read_tellsWhatIsWrongAndUsesTheRest() {
    Policies policies =
        Policies.read(
            """
            <config>
              <policy label="a"/>
              <policy label="a" label_prefix="a" report="r"/>
              <polcy label="a" report="r"/>
              <policy label="good" report="r"/>
            </config>
            """);
    assertThat(policies.mistakes()).hasSize(3).allMatch(text -> text.startsWith("config:"));
    assertThat(policies.mistakes().get(2)).startsWith("config:4:3: <polcy>: expected <policy>");
    assertThat(policies.reportFor("a")).isEmpty();
    assertThat(policies.reportFor("good")).contains("r");
  }

  @Test
  void read_ofNoXml_namesThePlaceAndNobodySeesAnything() {
    Policies policies = Policies.read("<config>");
    assertThat(policies.mistakes()).hasSize(1);
    assertThat(policies.reportFor("a")).isEmpty();
  }
}
