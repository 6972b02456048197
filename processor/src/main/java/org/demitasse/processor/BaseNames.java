package org.demitasse.processor;

import com.palantir.javapoet.ClassName;

/** The classes of {@code demitasse-base} that annotations and generated code name. */
final class BaseNames {
  private static final String RPC = "org.demitasse.base.rpc";

  static final ClassName REMOTE = ClassName.get(RPC, "Remote");
  static final ClassName SERVICE = ClassName.get(RPC, "Service");
  static final ClassName LIMIT = ClassName.get(RPC, "Limit");
  static final ClassName RPC_LIMITS = ClassName.get(RPC, "RpcLimits");
  static final ClassName RPC_MESSAGE = ClassName.get(RPC, "RpcMessage");
  static final ClassName RPC_STATUS = ClassName.get(RPC, "RpcStatus");
  static final ClassName DISPATCHER = ClassName.get(RPC, "Dispatcher");
  static final ClassName REMOTE_OBJECT = ClassName.get(RPC, "RemoteObject");
  static final ClassName CAPABILITY = ClassName.get("org.demitasse.base", "Capability");

  private BaseNames() {}

  /** Returns the client's class of a remote interface. */
  static ClassName clientOf(ClassName remote) {
    return remote.peerClass(remote.simpleName() + "Client");
  }

  /** Returns the dispatcher's class of a remote interface. */
  static ClassName dispatcherOf(ClassName remote) {
    return remote.peerClass(remote.simpleName() + "Dispatcher");
  }
}
