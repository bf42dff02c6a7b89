using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Fathom.Cli.Tests.Processes;

/// <summary>The program as it lies in its folder.</summary>
public sealed class ProgramFiles
{
    [Fact]
    public void Every_assembly_of_the_program_is_compiled_ahead_of_time()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            return; // there it is compiled as it runs
        }

        string[] assemblies = Directory.GetFiles(Path.GetDirectoryName(FathomCommand.Binary)!, "*.dll");
        Assert.NotEmpty(assemblies);
        Assert.Empty(assemblies.Where(path => !HasMachineCode(path)).Select(Path.GetFileName));
    }

    // What the runtime finds it by is the header of native code in that of managed code (ECMA-335, II.25.3.3).
    private static bool HasMachineCode(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }
}
