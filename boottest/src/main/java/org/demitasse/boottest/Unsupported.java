package org.demitasse.boottest;

import java.io.IOException;
import java.net.Socket;
import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Uses a class of the library that the target does not have; the build refuses it. */
public final class Unsupported implements Component {
  @Override
  public void construct(Env env) throws IOException {
    env.log("connects");
    connect();
  }

  private static void connect() throws IOException {
    try (Socket socket = new Socket("localhost", 7)) {
      socket.getOutputStream().write(0);
    }
  }
}
