namespace Fathom.Compute.Payload;

/// <summary>The environment of a payload: what it takes to start a program, and nothing of the pilot's.</summary>
internal static class PayloadEnvironment
{
    private static readonly string[] Passed = ["PATH", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    /// <summary>The environment of one of Fathom's own steps.</summary>
    public static Dictionary<string, string> Of(string scratch)
    {
        var environment = OfCommand(scratch, []);
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_EnableDiagnostics"] = "0"; // no debugger pipe in the scratch folder
        environment["DOTNET_TieredPGO"] = "0";
        return environment;
    }

    /// <summary>The environment of an external command: also those variables of the node that it names.</summary>
    public static Dictionary<string, string> OfCommand(string scratch, IEnumerable<string> named)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Passed.Concat(named))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }
        environment["HOME"] = scratch;
        environment["TMPDIR"] = scratch;
        environment["LANG"] = "C.UTF-8";
        environment["TZ"] = "UTC";
        return environment;
    }
}
