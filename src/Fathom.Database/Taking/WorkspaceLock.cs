using System.Text.Json;
using Fathom.Database.Faults;

namespace Fathom.Database.Taking;

/// <summary>The exclusive hold of a workspace by one server. The kernel releases it when the process ends, however it ends.</summary>
/// <remarks>An advisory flock on <c>server.lock</c>; the holder's description lies beside it in <c>server.json</c>, because the locked
/// file itself cannot be opened by others. The epoch row is the second fence, for file systems on which flock does nothing.</remarks>
public sealed class WorkspaceLock : IDisposable
{
    private const string LockFile = "server.lock";
    private const string HolderFile = "server.json";
    private const int Tries = 7;
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly string _folder;
    private readonly FileStream _lock;

    private WorkspaceLock(string folder, FileStream held) => (_folder, _lock) = (folder, held);

    /// <summary>Takes the workspace; the folder becomes its owner's alone, since whoever may open the lock may hold it.</summary>
    /// <exception cref="WorkspaceException">Another server holds it (named in the message), or the folder may not be written.</exception>
    public static WorkspaceLock Take(string folder, WorkspaceHolder holder)
    {
        using var never = new ManualResetEventSlim();
        return Take(folder, holder, pause => never.Wait(pause));
    }

    /// <inheritdoc cref="Take(string, WorkspaceHolder)"/>
    internal static WorkspaceLock Take(string folder, WorkspaceHolder holder, Action<TimeSpan> wait)
    {
        var taken = new WorkspaceLock(folder, LockPatiently(folder, wait));
        try
        {
            CloseToOthers(folder);
            taken.Describe(holder);
            return taken;
        }
        catch
        {
            taken._lock.Dispose();
            throw;
        }
    }

    /// <summary>Writes down who holds the workspace (again, once the URL is known).</summary>
    /// <exception cref="WorkspaceException">The folder may not be written, or the disk is full.</exception>
    public void Describe(WorkspaceHolder holder)
    {
        string path = Path.Combine(_folder, HolderFile);
        try
        {
            // Replaced as a whole: a reader never sees half of it.
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(holder));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, fault);
        }
    }

    /// <summary>The server that holds the workspace now, or null where none does or it has not said yet.</summary>
    /// <remarks>Tries the lock itself: a description left by a killed server does not count.</remarks>
    public static WorkspaceHolder? FindHolder(string folder)
    {
        string path = Path.Combine(folder, LockFile);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // A shared lock is refused while a server holds the exclusive one.
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException busy) when (IsHeld(busy))
        {
            return ReadHolder(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Gives the workspace back.</summary>
    public void Dispose()
    {
        File.Delete(Path.Combine(_folder, HolderFile));
        _lock.Dispose();
    }

    /// <summary>A hold that ends within some 300 ms was somebody who only looked (<see cref="FindHolder"/>), not a server.</summary>
    private static FileStream LockPatiently(string folder, Action<TimeSpan> wait)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return Lock(folder);
            }
            catch (WorkspaceException held) when (held.Problem == WorkspaceProblem.Taken && tries < Tries)
            {
                wait(BetweenTries);
            }
        }
    }

    private static void CloseToOthers(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(folder, OwnerAlone);
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            // The folder is another user's, who decides.
        }
    }

    private static FileStream Lock(string folder)
    {
        string path = Path.Combine(folder, LockFile);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new WorkspaceException(WorkspaceProblem.Missing, folder,
                $"{folder}: there is no workspace here. Make one with 'fathom init'.", missing);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Unwritable(folder, denied);
        }
        catch (IOException busy)
        {
            throw IsHeld(busy) ? Taken(folder, busy) : Unwritable(folder, busy);
        }
    }

    private static WorkspaceException Taken(string folder, IOException busy)
    {
        string who = ReadHolder(folder) is { } holder
            ? $"process {holder.ProcessId} on {holder.Host}" + (holder.Url.Length > 0 ? $", {holder.Url}" : "")
            : "another process";
        return new WorkspaceException(WorkspaceProblem.Taken, folder,
            $"{folder}: the workspace is held by {who}. Use that server, or end it first.", busy);
    }

    private static WorkspaceException Unwritable(string path, Exception fault) =>
        fault is IOException io && IsFull(io)
            ? new(WorkspaceProblem.Full, path, $"{path}: the disk is full. Free some space and start again.", fault)
            : new(WorkspaceProblem.ReadOnly, path,
                $"{path}: the workspace may not be written ({fault.Message}). Give this user write permission, or name another with --workspace.", fault);

    private static bool IsFull(IOException fault) => fault.HResult == 28; // ENOSPC

    // EWOULDBLOCK of flock, as .NET passes it on (11 on Linux, 35 on macOS).
    private static bool IsHeld(IOException fault) => fault.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    private static WorkspaceHolder? ReadHolder(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkspaceHolder>(File.ReadAllBytes(Path.Combine(folder, HolderFile)));
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
