package org.demitasse.init;

import java.util.List;
import java.util.Locale;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.Quota;
import org.demitasse.init.config.Configuration.ReportSettings;
import org.demitasse.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** How init and its children stand, as an XML text with the parts that {@code <report>} names. */
final class StateReport {
  private StateReport() {}

  /**
   * A child.
   *
   * @param ram null while it does not run
   * @param assignedRam bytes that its configuration states
   */
  record Child(
      int id,
      String name,
      String binary,
      String version,
      InitSession.State state,
      int exitCode,
      int skippedHeartbeats,
      long assignedRam,
      int assignedCaps,
      @Nullable Quota ram,
      @Nullable Quota caps,
      List<Session> requested,
      List<Session> provided) {}

  /** A session that a child has, or serves. */
  record Session(String service, String label, ChildSession.State state) {}

  /** Returns the report. */
  static String of(ReportSettings settings, List<Child> children, Quota ram, Quota caps) {
    XmlWriter writer = new XmlWriter().start("state");
    if (settings.initRam()) {
      quota(writer.start("ram"), ram).end();
    }
    if (settings.initCaps()) {
      quota(writer.start("caps"), caps).end();
    }
    for (Child each : children) {
      child(writer.start("child"), settings, each);
      writer.end();
    }
    return writer.end().toString();
  }

  private static XmlWriter quota(XmlWriter writer, Quota quota) {
    return writer
        .attribute("quota", quota.limit())
        .attribute("used", quota.used())
        .attribute("avail", quota.available());
  }

  private static void child(XmlWriter writer, ReportSettings settings, Child child) {
    writer.attribute("name", child.name()).attribute("binary", child.binary());
    if (!child.version().isEmpty()) {
      writer.attribute("version", child.version());
    }
    if (settings.ids()) {
      writer.attribute("id", child.id());
    }
    switch (child.state()) {
      case INCOMPLETE -> writer.attribute("state", "incomplete");
      case EXITED -> writer.attribute("exited", child.exitCode());
      case STOPPED -> writer.attribute("state", "stopped");
      case FAULTED -> writer.attribute("state", "faulted");
      case ALIVE -> {}
    }
    if (child.skippedHeartbeats() > 0) {
      writer.attribute("skipped_heartbeats", child.skippedHeartbeats());
    }
    Quota ram = child.ram();
    if (settings.childRam() && ram != null) {
      quota(writer.start("ram").attribute("assigned", child.assignedRam()), ram).end();
    }
    Quota caps = child.caps();
    if (settings.childCaps() && caps != null) {
      quota(writer.start("caps").attribute("assigned", child.assignedCaps()), caps).end();
    }
    if (settings.requested()) {
      sessions(writer, "requested", child.requested());
    }
    if (settings.provided()) {
      sessions(writer, "provided", child.provided());
    }
  }

  private static void sessions(XmlWriter writer, String name, List<Session> sessions) {
    writer.start(name);
    for (Session each : sessions) {
      writer.start("session").attribute("service", each.service());
      if (!each.label().isEmpty()) {
        writer.attribute("label", each.label());
      }
      writer.attribute("state", each.state().name().toLowerCase(Locale.ROOT)).end();
    }
    writer.end();
  }
}
