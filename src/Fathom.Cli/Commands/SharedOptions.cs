using System.CommandLine;

namespace Fathom.Cli.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public const string DefaultWorkspace = "workspace";

    /// <summary>A description with an example under it.</summary>
    public static string Described(string description, string example) => $"{description}\n\nExample:\n  {example}";

    public static Option<string> Workspace() => new("--workspace", "-w")
    {
        Description = "Folder of the workspace.",
        DefaultValueFactory = _ => DefaultWorkspace,
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of a table." };

    /// <summary>A reason that may be given.</summary>
    public static Option<string> Why() => new("--reason") { Description = "Why; it stays in the operators' log.", DefaultValueFactory = _ => "" };

    public static Option<int> Limit(int standard) => Number("--limit", "At most so many rows.", standard, 1, 10_000);

    /// <summary>A number within bounds.</summary>
    public static Option<int> Number(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
            {
                result.AddError($"{name}: expected {least} to {most}, found {value}");
            }
        });
        return option;
    }

    public static Option<int> Port() => Number("--port", "Port on the loopback interface; 0 takes a free one.", 8080, 0, 65_535);

    public static Option<int> Pilots() => Number("--pilots", "Pilots to keep on this machine.", 4, 0, 1_000);
}
