/** Reaches a method that the class library does not have, by way of another one. */
public final class MissingMethod {
  private MissingMethod() {}

  public static void main(String[] arguments) {
    System.out.println(processes());
  }

  private static long processes() {
    return ProcessHandle.current().pid();
  }
}
