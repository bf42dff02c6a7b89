namespace Fathom.Storage.Checksums;

/// <summary>Size and Adler-32 of a file of this machine.</summary>
public static class FileChecksum
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (long Size, string Adler32) Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        return ChecksummedCopy.Run(file, CancellationToken.None);
    }

    /// <summary>Reads a stream to its end.</summary>
    public static Task<(long Size, string Adler32)> OfAsync(Stream stream, CancellationToken cancellation) =>
        ChecksummedCopy.RunAsync(stream, static (_, _, _) => ValueTask.CompletedTask, cancellation);
}
