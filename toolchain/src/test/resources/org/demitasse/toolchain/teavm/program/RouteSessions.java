import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.demitasse.init.change.Changes;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.ConfigurationCheck;
import org.demitasse.init.route.Route;
import org.demitasse.init.route.Router;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/** Configurations, routes and changes, as init uses them. */
public final class RouteSessions {
  private static final String BEFORE =
      """
      <config prio_levels="2">
        <parent-provides> <service name="LOG"/> </parent-provides>
        <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
        <service name="T"> <policy label_prefix="x"> <child name="t"/> </policy> </service>
        <start name="t" ram="1M"> <provides> <service name="T"/> </provides> </start>
        <start name="u" ram="2M" priority="-1"> <config a="1"/> </start>
        <start name="wrong" ram="2MB"/>
      </config>
      """;

  public static void main(String[] arguments) {
    XmlElement element = XmlDocument.parse("before", "config", BEFORE);
    ConfigurationCheck.check(
            element, Optional.of(List.of("t")), OptionalLong.of(1 << 20), OptionalLong.empty())
        .forEach(System.out::println);
    Configuration before = ConfigurationReader.read(element).configuration();
    for (Start each : before.children()) {
      System.out.println(each.name() + " " + each.ram() + " " + each.caps() + " " + each.provides());
    }
    System.out.println(before.offered().get(0).serve("xy").isPresent());
    Router router = new Router(before);
    Route route = router.route("u", "T", "l");
    System.out.println(route);
    System.out.println(router.route("t", "T", ""));
    System.out.println(router.route("u", "LOG", ""));
    String text = BEFORE.replace("a=\"1\"", "a=\"2\"").replace("\"2M\"", "\"3M\"");
    Configuration after =
        ConfigurationReader.read(XmlDocument.parse("after", "config", text)).configuration();
    Changes changes =
        Changes.between(before, after, List.of(new Changes.OpenSession("u", "T", "l", route)));
    System.out.println(changes.quotas() + " " + changes.update().size() + " " + changes.restart());
  }
}
