package org.demitasse.init;

/** Does something later, on the entrypoint, so that nothing else of init is under way then. */
interface Alarm {
  void after(long milliseconds, Runnable action);
}
