package org.demitasse.conformance.language;

/** Switch statements and expressions over int, char, byte, string, enum and boxed values. */
public final class SwitchForms {
  private SwitchForms() {}

  private enum Season {
    SPRING,
    SUMMER,
    AUTUMN,
    WINTER
  }

  public static void main(String[] args) {
    for (int i = -1; i <= 7; i++) {
      System.out.println(i + " " + fallThrough(i) + " " + sparse(i * 1000) + " " + arrow(i));
    }
    for (int edge : new int[] {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE}) {
      System.out.println(edge + " " + edges(edge));
    }
    for (char c : "aZ5 \u20ac\uffff".toCharArray()) {
      System.out.print(characters(c) + " ");
    }
    System.out.println();
    for (String s :
        new String[] {"Aa", "BB", "AaAa", "BBBB", "AaBB", "", "x", "default", "\u00e9", "C#"}) {
      System.out.print(strings(s) + " ");
    }
    System.out.println();
    for (Season season : Season.values()) {
      System.out.println(season + " " + oldEnum(season) + " " + newEnum(season));
    }
    for (byte b : new byte[] {-128, -1, 0, 127}) {
      System.out.print(bytes(b) + " ");
    }
    System.out.println();
    System.out.println(boxed(3) + boxed(300) + " " + yielding(4) + " " + yielding(5));
    System.out.println(nested(1, "a") + nested(1, "b") + nested(2, "a") + nested(3, null));
    switchOnNull();
    System.out.println(dense());
    switch (5) {
    }
    switch (counter()) {
      default -> System.out.println("only default");
    }
  }

  private static int counter() {
    System.out.print("selector evaluated once: ");
    return 42;
  }

  private static String fallThrough(int i) {
    StringBuilder out = new StringBuilder();
    switch (i) {
      case 0:
        out.append("zero ");
      case 1:
        out.append("one ");
        break;
      case 3:
      case 4:
        out.append("three-four ");
      default:
        out.append("default ");
      case 6:
        out.append("six ");
    }
    return out.toString().trim();
  }

  private static int sparse(int i) {
    switch (i) {
      case -1000:
        return 1;
      case 0:
        return 2;
      case 3000:
        return 3;
      case 7000:
        return 4;
      case 100000000:
        return 5;
      default:
        return 0;
    }
  }

  private static String arrow(int i) {
    return switch (i) {
      case 0, 2, 4, 6 -> "even";
      case 1, 3, 5, 7 -> {
        String s = "o";
        yield s + "dd";
      }
      default -> "outside";
    };
  }

  private static int edges(int i) {
    return switch (i) {
      case Integer.MIN_VALUE -> -2;
      case -1 -> -1;
      case 0 -> 0;
      case Integer.MAX_VALUE -> 2;
      default -> 1;
    };
  }

  private static String characters(char c) {
    switch (c) {
      case 'a':
      case 'b':
        return "lower";
      case 'Z':
        return "upper";
      case '\u20ac':
        return "euro";
      case '\uffff':
        return "last";
      case ' ':
        return "space";
      default:
        return "other";
    }
  }

  private static int strings(String s) {
    switch (s) {
      case "Aa":
        return 1;
      case "BB":
        return 2;
      case "AaAa":
        return 3;
      case "BBBB":
        return 4;
      case "":
        return 5;
      case "\u00e9":
        return 6;
      case "C" + "#":
        return 7;
      case "default":
        return 8;
      default:
        return 0;
    }
  }

  private static String oldEnum(Season season) {
    switch (season) {
      case WINTER:
        return "cold";
      case SUMMER:
        return "hot";
      default:
        return "mild";
    }
  }

  private static int newEnum(Season season) {
    return switch (season) {
      case SPRING -> 3;
      case SUMMER -> 6;
      case AUTUMN -> 9;
      case WINTER -> 12;
    };
  }

  private static String bytes(byte b) {
    return switch (b) {
      case -128 -> "min";
      case -1 -> "minus one";
      case 127 -> "max";
      default -> "byte " + b;
    };
  }

  private static String boxed(Integer value) {
    return switch (value) {
      case 3 -> "three";
      case 300 -> "three hundred";
      default -> "?";
    };
  }

  private static int yielding(int n) {
    return 1
        + switch (n % 3) {
          case 0:
            yield 10;
          case 1:
            int sum = 0;
            for (int i = 0; i < n; i++) {
              if (i == 2) {
                continue;
              }
              sum += i;
            }
            yield sum;
          default:
            try {
              yield Integer.parseInt("x" + n);
            } catch (NumberFormatException e) {
              yield -100;
            }
        };
  }

  private static String nested(int i, String s) {
    return switch (i) {
      case 1 ->
          switch (s) {
            case "a" -> "1a";
            default -> "1?";
          };
      case 2 -> {
        switch (s) {
          case "a":
            yield "2a";
          default:
            yield "2?";
        }
      }
      default -> "none";
    };
  }

  private static void switchOnNull() {
    String missing = null;
    try {
      switch (missing) {
        case "a" -> System.out.println("a");
        default -> System.out.println("default");
      }
    } catch (NullPointerException e) {
      System.out.println("null string refused");
    }
    Season none = null;
    try {
      System.out.println(newEnum(none));
    } catch (NullPointerException e) {
      System.out.println("null enum refused");
    }
    try {
      System.out.println(boxed(null));
    } catch (NullPointerException e) {
      System.out.println("null box refused");
    }
    System.out.println(
        switch (missing) {
          case null -> "null accepted";
          case "a" -> "a";
          default -> "default";
        });
    System.out.println(
        switch (none) {
          case SPRING -> "spring";
          case null, default -> "null or other";
        });
  }

  private static int dense() {
    int sum = 0;
    for (int i = 0; i < 40; i++) {
      switch (i) {
        case 10 -> sum += 1;
        case 11 -> sum += 10;
        case 12 -> sum += 100;
        case 13 -> sum += 1000;
        case 14 -> sum += 10000;
        case 16 -> sum += 100000;
        case 17, 18, 19 -> sum += 1000000;
        default -> {}
      }
    }
    return sum;
  }
}
