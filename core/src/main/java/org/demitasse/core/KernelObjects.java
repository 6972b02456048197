package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.jspecify.annotations.Nullable;

/** The kernel objects that an account pays for; their ids are places in a list. */
final class KernelObjects {
  private enum Kind {
    ENDPOINT("endpoint"),
    NOTIFICATION("notification"),
    PORTAL("portal");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private record Made(Kind kind, long handle) {}

  private final CoreObjects core;
  private final QuotaAccount account;
  private final List<@Nullable Made> objects = new ArrayList<>();

  KernelObjects(CoreObjects core, QuotaAccount account) {
    this.core = core;
    this.account = account;
  }

  private long find(int id, Kind kind) {
    Made made = id >= 0 && id < objects.size() ? objects.get(id) : null;
    if (made == null || made.kind() != kind) {
      throw new IllegalArgumentException("this session has no such object: " + id);
    }
    return made.handle();
  }

  private KernelObject keep(Kind kind, long handle) throws OutOfCapabilitiesException {
    if (handle < 0) {
      account.giveCapabilities(1);
      throw new OutOfCapabilitiesException(KernelRefusal.text(kind.word, (int) handle));
    }
    Made made = new Made(kind, handle);
    int id = objects.indexOf(null);
    if (id < 0) {
      id = objects.size();
      objects.add(made);
    } else {
      objects.set(id, made);
    }
    return new KernelObject(id, Capability.ofHandle(handle));
  }

  KernelObject createEndpoint() throws OutOfCapabilitiesException {
    account.takeCapabilities(1);
    return keep(Kind.ENDPOINT, core.kernel().createEndpoint());
  }

  KernelObject createNotification(int endpoint) throws OutOfCapabilitiesException {
    long target = find(endpoint, Kind.ENDPOINT);
    account.takeCapabilities(1);
    return keep(Kind.NOTIFICATION, core.kernel().createNotification(target));
  }

  KernelObject createPortal(int endpoint, long label) throws OutOfCapabilitiesException {
    long target = find(endpoint, Kind.ENDPOINT);
    account.takeCapabilities(1);
    return keep(Kind.PORTAL, core.kernel().createPortal(target, label));
  }

  KernelObject createSignal(int notification, long bits) throws OutOfCapabilitiesException {
    long target = find(notification, Kind.NOTIFICATION);
    account.takeCapabilities(1);
    return keep(Kind.PORTAL, core.kernel().createPortal(target, bits));
  }

  void destroy(int id) {
    Made made = id >= 0 && id < objects.size() ? objects.get(id) : null;
    if (made == null) {
      throw new IllegalArgumentException("this session has no such object: " + id);
    }
    objects.set(id, null);
    core.kernel().destroy(made.handle());
    account.giveCapabilities(1);
  }

  void destroyAll() {
    for (int id = objects.size() - 1; id >= 0; id--) {
      if (objects.get(id) != null) {
        destroy(id);
      }
    }
    objects.clear();
  }
}
