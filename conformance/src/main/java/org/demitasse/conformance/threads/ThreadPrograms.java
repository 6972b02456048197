package org.demitasse.conformance.threads;

import org.demitasse.conformance.Section;

/** All programs on threads. */
public final class ThreadPrograms {
  private ThreadPrograms() {}

  public static void main(String[] args) {
    Section.run("ConcurrentCollections", ConcurrentCollections::main);
    Section.run("Monitors", Monitors::main);
    Section.run("InitializationByThreads", InitializationByThreads::main);
    Section.run("StartAndJoin", StartAndJoin::main);
  }
}
