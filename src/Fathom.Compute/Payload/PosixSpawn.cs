using System.Runtime.InteropServices;

namespace Fathom.Compute.Payload;

/// <summary>posix_spawn(3): starts a program without copying the pilot's memory, in about a millisecond.</summary>
internal static partial class PosixSpawn
{
    private const int PathNotFound = 2;
    private const short SetSignalDefaults = 0x04, SetSignalMask = 0x08, NewSession = 0x80;
    private const int WriteOnly = 1, Create = 0x40, Append = 0x400, ReadWriteByOwner = 0x180;
    private const int CloseOnExec = 0x80000;

    // glibc's structures have 336, 80 and 128 bytes, musl's fewer.
    private const int StructureBytes = 512;

    /// <summary>Starts the program in a session of its own, its output appended to a file; returns its process id.</summary>
    /// <param name="program">Path of the executable.</param>
    /// <param name="arguments">Its arguments, without its name.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="log">File that receives both standard streams.</param>
    /// <param name="input">File descriptor of its standard input; −1: nothing to read.</param>
    /// <exception cref="PayloadNotStartedException">The system could not start it.</exception>
    public static unsafe int Start(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, string log, int input)
    {
        byte* actions = stackalloc byte[StructureBytes], attributes = stackalloc byte[StructureBytes], signals = stackalloc byte[StructureBytes];
        Check(InitialiseActions(actions), program);
        Check(InitialiseAttributes(attributes), program);
        nint[] words = Words([program, .. arguments]), settings = Words([.. environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        try
        {
            Check(ChangeFolder(actions, folder), folder);
            Check(input >= 0 ? Duplicate(actions, input, 0) : Open(actions, 0, "/dev/null", 0, 0), program);
            Check(Open(actions, 1, log, WriteOnly | Create | Append, ReadWriteByOwner), log);
            Check(Duplicate(actions, 1, 2), program);
            _ = FillSignals(signals);
            Check(SetDefaults(attributes, signals), program); // .NET ignores SIGPIPE; a payload must not inherit that
            _ = EmptySignals(signals);
            Check(SetMask(attributes, signals), program);
            Check(SetFlags(attributes, SetSignalDefaults | SetSignalMask | NewSession), program);
            fixed (nint* argv = words, envp = settings)
            {
                Check(Spawn(out var process, program, actions, attributes, argv, envp), program);
                return process;
            }
        }
        finally
        {
            Free(words);
            Free(settings);
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
        }
    }

    /// <summary>A pipe whose both ends a program that is started does not inherit: (reading, writing).</summary>
    public static unsafe (int Reading, int Writing) Pipe()
    {
        var ends = stackalloc int[2];
        return OpenPipe(ends, CloseOnExec) == 0 ? (ends[0], ends[1]) : throw new PayloadNotStartedException("pipe", ReasonOf(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    private static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new PayloadNotStartedException(what, ReasonOf(error));
        }
    }

    private static string ReasonOf(int error) => error == PathNotFound ? "there is no such file" : Marshal.GetPInvokeErrorMessage(error);

    private static nint[] Words(IReadOnlyList<string> texts)
    {
        var words = new nint[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            words[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
        return words;
    }

    private static void Free(nint[] words)
    {
        foreach (var word in words)
        {
            Marshal.FreeCoTaskMem(word);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Spawn(out int process, string path, byte* actions, byte* attributes, nint* argv, nint* envp);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static unsafe partial int InitialiseActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static unsafe partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ChangeFolder(byte* actions, string folder);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Open(byte* actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static unsafe partial int Duplicate(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static unsafe partial int InitialiseAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static unsafe partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static unsafe partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static unsafe partial int SetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static unsafe partial int SetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    private static unsafe partial int FillSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static unsafe partial int EmptySignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static unsafe partial int OpenPipe(int* ends, int flags);
}
