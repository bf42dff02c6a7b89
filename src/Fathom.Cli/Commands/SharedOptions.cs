using System.CommandLine;

namespace Fathom.Cli.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public const string DefaultWorkspace = "workspace";

    public static Option<string> Workspace() => new("--workspace", "-w")
    {
        Description = "Folder of the workspace.",
        DefaultValueFactory = _ => DefaultWorkspace,
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of a table." };

    public static Option<int> Limit(int standard) => new("--limit")
    {
        Description = "At most so many rows.",
        DefaultValueFactory = _ => standard,
        HelpName = "N",
    };

    /// <summary>Reads a port: 0 lets the system choose.</summary>
    public static Option<int> Port() => new("--port")
    {
        Description = "Port on the loopback interface; 0 takes a free one.",
        DefaultValueFactory = _ => 8080,
        HelpName = "PORT",
    };

    public static Option<int> Pilots() => new("--pilots")
    {
        Description = "Pilots to keep on this machine.",
        DefaultValueFactory = _ => 4,
        HelpName = "N",
    };
}
