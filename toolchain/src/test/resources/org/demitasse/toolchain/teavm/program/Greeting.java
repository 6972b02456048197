/** Prints one line. */
public final class Greeting {
  private Greeting() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
