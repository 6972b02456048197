package org.demitasse.app.shell;

import java.util.List;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.InitSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.TerminalSession;
import org.demitasse.base.session.TerminalSessionClient;
import org.jspecify.annotations.Nullable;

/** Looks at the running system and steers it, from the console. */
public final class Shell implements Component {
  private static final String PROMPT = "demitasse> ";

  /** Between two looks at the keyboard. */
  private static final long PAUSE_MILLISECONDS = 20;

  @Override
  public void construct(Env env) throws Exception {
    TerminalSession terminal =
        new TerminalSessionClient(env.session(TerminalSessionClient.SERVICE, "", ""));
    Commands commands = new Commands(env, init(env), text -> write(terminal, text + "\r\n"));
    LineEditor editor =
        new LineEditor(
            new LineEditor.Surroundings() {
              @Override
              public void show(String text) {
                write(terminal, text);
              }

              @Override
              public void line(String text) {
                commands.run(text);
              }

              @Override
              public List<String> completions(String text) {
                return commands.completions(text);
              }
            },
            PROMPT);
    editor.begin();
    while (true) {
      byte[] typed = terminal.read();
      for (byte next : typed) {
        editor.key(next & 0xFF);
      }
      if (typed.length == 0) {
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    }
  }

  private static @Nullable InitSession init(Env env) throws Exception {
    try {
      return new InitSessionClient(env.session(InitSessionClient.SERVICE, "", ""));
    } catch (ServiceDeniedException noRoute) {
      return null;
    }
  }

  private static void write(TerminalSession terminal, String text) {
    byte[] bytes = Utf8.encode(text);
    for (int at = 0; at < bytes.length; at += TerminalSession.WRITE_LIMIT) {
      byte[] part = new byte[Math.min(TerminalSession.WRITE_LIMIT, bytes.length - at)];
      System.arraycopy(bytes, at, part, 0, part.length);
      terminal.write(part);
    }
  }
}
