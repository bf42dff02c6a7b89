using System.Diagnostics;

namespace Fathom.Compute.Payload;

/// <summary>The environment of a payload: what it takes to start a program, and nothing of the pilot's.</summary>
internal static class PayloadEnvironment
{
    private static readonly string[] Passed = ["PATH", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    /// <summary>Replaces the environment that a child would inherit.</summary>
    public static void Apply(ProcessStartInfo start, string scratch)
    {
        start.Environment.Clear();
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }
        start.Environment["HOME"] = scratch;
        start.Environment["TMPDIR"] = scratch;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // no debugger pipe in the scratch folder
    }
}
