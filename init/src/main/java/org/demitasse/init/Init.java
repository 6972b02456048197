package org.demitasse.init;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.ReadConfiguration;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlDocument;

/**
 * Starts a tree of components as its configuration says, routes their sessions, and watches over
 * them. It is a component like any other and starts others of itself.
 */
public final class Init implements Component {
  @Override
  public void construct(Env env) {
    Tree tree = new Tree(env, new SleepingAlarm(env.entrypoint()));
    configure(env, tree);
    env.configHandler(() -> configure(env, tree));
    tree.keepServing();
  }

  private static void configure(Env env, Tree tree) {
    try {
      ReadConfiguration read =
          ConfigurationReader.read(XmlDocument.parse("config", "config", env.config()));
      for (Diagnostic mistake : read.mistakes()) {
        env.log(mistake.toString());
      }
      tree.apply(read.configuration());
    } catch (InvalidDocumentException invalid) {
      env.log("the configuration is not used: " + invalid.getMessage());
    }
  }
}
