/** A kernel that computes with floating-point numbers. */
public final class KernelWithDouble {
  private static int result;

  private KernelWithDouble() {}

  public static void main(String[] arguments) {
    result = (int) (arguments.length * 0.5);
  }
}
