/** A kernel that catches an exception. */
public final class KernelWithTry {
  private static int caught;

  private KernelWithTry() {}

  public static void main(String[] arguments) {
    try {
      caught = arguments[arguments.length].length();
    } catch (ArrayIndexOutOfBoundsException e) {
      caught = 1;
    }
  }
}
