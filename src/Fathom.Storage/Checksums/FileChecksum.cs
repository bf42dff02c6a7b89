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
}
