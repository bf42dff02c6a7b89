namespace Fathom.Compute.Node;

/// <summary>A lock between processes that share a folder: held as long as the file is open, gone with the process.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock where nobody holds it; else, or where its file is not to be had, null.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="mode">Whether the file may be made.</param>
    public static FileLock? TryTake(string path, FileMode mode)
    {
        try
        {
            return new FileLock(new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the lock, waiting for whoever holds it.</summary>
    public static FileLock Take(string path)
    {
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                using var wait = new ManualResetEventSlim();
                wait.Wait(Pause);
            }
        }
    }

    /// <summary>Takes the lock, waiting for whoever holds it without a thread.</summary>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
