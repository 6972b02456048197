package org.demitasse.init.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.init.Corpus;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final String SERVERS =
      """
      <parent-provides> <service name="LOG"/> <service name="ROM"/> </parent-provides>
      <start name="timer" ram="1M"> <provides> <service name="Timer"/> </provides> </start>
      <start name="one" ram="1M"> <provides> <service name="Two"/> </provides> </start>
      <start name="two" ram="1M"> <provides> <service name="Two"/> </provides> </start>
      """;

  private static Route route(String rules, String service, String label) {
    String client = "<start name=\"client\" ram=\"1M\"> <route>" + rules + "</route> </start>";
    return new Router(Corpus.sound(SERVERS + client)).route("client", service, label);
  }

  private static String reason(Route route) {
    return ((Route.Denied) route).reason();
  }

  @Test
  void route_severalRules_takesTheFirstThatMatches() {
    String rules =
        """
        <service name="ROM" label="data"> <parent label="first"/> </service>
        <service name="ROM" label_prefix="da"> <parent label="prefix"/> </service>
        <service name="ROM" label_suffix="ta"> <parent label="suffix"/> </service>
        <service name="ROM" label_last="z"> <parent label="last"/> </service>
        <service name="ROM" unscoped_label="client -> w"> <parent label="unscoped"/> </service>
        <service name="ROM" label_prefix="x" label_suffix="y"> <parent label="both"/> </service>
        <any-service> <parent/> </any-service>
        """;
    assertThat(route(rules, "ROM", "data")).isEqualTo(new Route.ToParent("first"));
    assertThat(route(rules, "ROM", "day")).isEqualTo(new Route.ToParent("prefix"));
    assertThat(route(rules, "ROM", "beta")).isEqualTo(new Route.ToParent("suffix"));
    assertThat(route(rules, "ROM", "a -> z")).isEqualTo(new Route.ToParent("last"));
    assertThat(route(rules, "ROM", "w")).isEqualTo(new Route.ToParent("unscoped"));
    assertThat(route(rules, "ROM", "x y")).isEqualTo(new Route.ToParent("both"));
    assertThat(route(rules, "ROM", "x")).isEqualTo(new Route.ToParent("client -> x"));
    assertThat(route(rules, "LOG", "")).isEqualTo(new Route.ToParent("client"));
  }

  @Test
  void route_init_isForWhomARuleForTheServiceSaysSoAndForNobodyElse() {
    String rule = "<service name=\"Init\"> <init/> </service>";
    assertThat(route(rule, "Init", "")).isEqualTo(new Route.ToInit());
    assertThat(route(rule, "LOG", "")).isInstanceOf(Route.Denied.class);
    String any = "<any-service> <parent/> <any-child/> </any-service>";
    assertThat(reason(route(any, "Init", ""))).contains("no \"Init\" for \"client\"");
  }

  @Test
  void route_targetWithoutTheService_letsTheNextTargetTry() {
    assertThat(
            route(
                "<service name=\"Timer\"> <parent/> <child name=\"one\"/> <child name=\"timer\"/>"
                    + " </service>",
                "Timer",
                "x"))
        .isEqualTo(new Route.ToChild("timer", "client -> x"));
  }

  @Test
  void route_ruleForAnyService_letsTheNextRuleTry() {
    String rules =
        "<any-service> <parent/> </any-service> <any-service> <any-child/> </any-service>";
    assertThat(route(rules, "Timer", "")).isEqualTo(new Route.ToChild("timer", "client"));
  }

  @Test
  void route_ruleForTheNamedService_isTheLastWord() {
    String rules =
        "<service name=\"Timer\"> <parent/> </service> <any-service> <any-child/> </any-service>";
    assertThat(reason(route(rules, "Timer", "")))
        .isEqualTo("no \"Timer\" for \"client\": the parent provides only LOG or ROM");
  }

  @Test
  void route_anyChildWithTwoProviders_isDeniedWithTheirNames() {
    assertThat(reason(route("<any-service> <any-child/> </any-service>", "Two", "x")))
        .isEqualTo(
            "no \"Two\" for \"client -> x\": more than one child provides it, \"one\", \"two\";"
                + " expected a route with <child name=\"...\"/>");
  }

  @Test
  void route_anyChild_isNeverTheClientItself() {
    String rules = "<default-route> <any-service> <any-child/> </any-service> </default-route>";
    assertThat(new Router(Corpus.sound(SERVERS + rules)).route("one", "Two", ""))
        .isEqualTo(new Route.ToChild("two", "one"));
  }

  @Test
  void route_noRuleMatches_isDeniedWithWhatTheRouteHas() {
    assertThat(reason(route("<service name=\"ROM\" label=\"a\"> <parent/> </service>", "ROM", "b")))
        .isEqualTo(
            "no \"ROM\" for \"client -> b\": no rule matches, its route has ROM with label=\"a\"");
    assertThat(reason(route("", "ROM", "b"))).endsWith(": it has no route at all");
  }

  @Test
  void route_childThatDoesNotExist_isDeniedWithTheOneThatMayBeMeant() {
    assertThat(
            reason(
                route("<service name=\"Timer\"> <child name=\"tmier\"/> </service>", "Timer", "")))
        .isEqualTo(
            "no \"Timer\" for \"client\": there is no child \"tmier\"; did you mean \"timer\"?");
  }

  @Test
  void route_unknownClient_isDenied() {
    assertThat(reason(new Router(Corpus.sound(SERVERS)).route("nobody", "LOG", "")))
        .isEqualTo("there is no child \"nobody\"");
  }
}
