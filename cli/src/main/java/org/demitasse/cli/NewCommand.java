package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    description = "Makes a project of your own: components, a system description, a boot test.",
    sortOptions = false)
final class NewCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description =
          "Name of the component; lower-case letters, digits and _, beginning with a letter.")
  private String name = "";

  @Option(
      names = "--template",
      paramLabel = "TEMPLATE",
      defaultValue = "component",
      description = {
        "component: one by itself; client: of the service Timer; server: of an own service, with",
        "a client; supervisor: starts another component, and starts it again when it fails.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String template = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Where to make it; a new or an empty folder. Default: a folder of that name here.")
  private @Nullable Path directory;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Java package of its class, such as org.example.hello. Default: the name.")
  private @Nullable String packageName;

  @Override
  public Integer call() throws IOException {
    NewProject project =
        NewProject.of(
            ProjectTemplate.named(template),
            name,
            Optional.ofNullable(packageName).orElse(name),
            Workspace.current());
    Path folder = Optional.ofNullable(directory).orElse(Path.of(name));
    project.write(folder);
    System.out.println("made " + Workspace.shown(folder));
    System.out.println("next: cd %s && ./demitasse run".formatted(Workspace.shown(folder)));
    return ExitStatus.OK;
  }
}
