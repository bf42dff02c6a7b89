using System.Reflection;

namespace Fathom.Compute.Payload;

/// <summary>How this program starts itself again: as its own executable, or through dotnet.</summary>
/// <param name="FileName">Executable to start.</param>
/// <param name="LeadingArguments">Arguments that stand before Fathom's own.</param>
public sealed record SelfCommand(string FileName, IReadOnlyList<string> LeadingArguments)
{
    /// <summary>The command line of the running program.</summary>
    public static SelfCommand Current() =>
        Of(Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known."),
            Assembly.GetEntryAssembly()?.Location ?? "");

    /// <summary>The command line, from the executable of the process and the program's own assembly.</summary>
    internal static SelfCommand Of(string executable, string assembly) =>
        Path.GetFileNameWithoutExtension(executable) == "dotnet" && assembly.Length > 0
            ? new SelfCommand(executable, [assembly])
            : new SelfCommand(executable, []);
}
