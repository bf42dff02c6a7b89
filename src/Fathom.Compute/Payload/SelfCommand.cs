namespace Fathom.Compute.Payload;

/// <summary>How this program starts itself again: as its own executable, or through dotnet.</summary>
/// <param name="FileName">Executable to start.</param>
/// <param name="LeadingArguments">Arguments that stand before Fathom's own.</param>
public sealed record SelfCommand(string FileName, IReadOnlyList<string> LeadingArguments)
{
    /// <summary>The command line of the running program.</summary>
    public static SelfCommand Current() => throw new NotImplementedException();
}
