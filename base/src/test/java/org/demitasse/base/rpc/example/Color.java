package org.demitasse.base.rpc.example;

public enum Color {
  RED,
  GREEN,
  BLUE
}
