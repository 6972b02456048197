package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/**
 * Reads the device tree "tree", compiles the source "source", and says what both say, and what an
 * overlay changes.
 */
public final class TreeReader implements Component {
  @Override
  public void construct(Env env) throws Exception {
    TreeText.ofBlob(env.rom("tree")).forEach(env::log);
    env.log("--- compiled");
    TreeText.ofSource(env.rom("source")).forEach(env::log);
    env.log("--- overlay");
    TreeText.ofOverlay(env.rom("source"), env.rom("overlay")).forEach(env::log);
    env.log("--- mistakes");
    TreeText.ofSource(env.rom("mistakes")).forEach(env::log);
    env.log("--- end");
  }
}
