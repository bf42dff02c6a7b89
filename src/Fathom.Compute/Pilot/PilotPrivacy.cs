using System.Globalization;
using System.Runtime.InteropServices;

namespace Fathom.Compute.Pilot;

/// <summary>Keeps what a pilot holds from the payloads that it runs as the same user.</summary>
/// <remarks>What the pilot inherited from whoever started it, such as an open file of a batch system, is not inherited on. Its memory, where
/// the tokens are, its environment and its open files can be read by nobody but root: prctl(2), PR_SET_DUMPABLE.</remarks>
public static partial class PilotPrivacy
{
    private const int SetDescriptorFlags = 2, CloseOnExec = 1;
    private const int SetDumpable = 4;

    /// <summary>Does so, for this process; where the system does not let it, what it can.</summary>
    public static void Begin()
    {
        KeepFiles();
        _ = Control(SetDumpable, 0, 0, 0, 0);
    }

    /// <summary>No program that is started from now on inherits open files, but for its standard streams.</summary>
    internal static void KeepFiles()
    {
        foreach (var open in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(open), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor > 2)
            {
                _ = SetFlags(descriptor, SetDescriptorFlags, CloseOnExec);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetFlags(int descriptor, int command, int flags);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint first, nint second, nint third, nint fourth);
}
