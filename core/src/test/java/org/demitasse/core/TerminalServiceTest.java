package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.LogSession;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.TerminalSession;
import org.demitasse.base.session.TerminalSessionClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalServiceTest {
  private final CoreRig rig = new CoreRig();
  private Session session = rig.open("Terminal");
  private final TerminalSession terminal = new TerminalSessionClient(rig.capability(session));

  @AfterEach
  void everythingComesBack() {
    session.end().run();
    rig.assertNothingIsLeft();
  }

  @Test
  void read_returnsWhatHasBeenTyped_inPiecesOfTheLimit() {
    assertThat(terminal.read()).isEmpty();
    for (int i = 0; i < TerminalSession.READ_LIMIT + 3; i++) {
      rig.machine.typed.add(i & 0xFF);
    }
    assertThat(terminal.read()).hasSize(TerminalSession.READ_LIMIT).startsWith(0, 1, 2);
    assertThat(terminal.read()).containsExactly(0, 1, 2);
    assertThat(terminal.read()).isEmpty();
  }

  @Test
  void secondSession_isDeniedUntilTheFirstHasEnded() {
    assertThatThrownBy(() -> rig.services.open("Terminal", "other", new Arguments(""), rig.account))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessage("the terminal is in use");
    session.end().run();
    session = rig.open("Terminal");
  }

  @Test
  void lineOfTheTerminal_appearsAgainBehindALineOfTheLog() {
    Session logSession = rig.open("LOG");
    LogSession log = new LogSessionClient(rig.capability(logSession));
    terminal.write("first\r\n$ tr".getBytes(UTF_8));
    terminal.write("ee".getBytes(UTF_8));
    log.write("said\n".getBytes(UTF_8));
    assertThat(rig.machine.lines).containsExactly("[test] said");
    assertThat(rig.machine.terminal).hasToString("first\r\n$ tree$ tree");
    terminal.write("\r\n".getBytes(UTF_8));
    log.write("more\n".getBytes(UTF_8));
    assertThat(rig.machine.terminal).hasToString("first\r\n$ tree$ tree\r\n");
    logSession.end().run();
  }
}
