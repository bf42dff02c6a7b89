namespace Fathom.Storage.Checksums;

/// <summary>Size and Adler-32 of a file of this machine.</summary>
public static class FileChecksum
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (long Size, string Adler32) Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 17];
        var adler = new Adler32();
        long size = 0;
        while (RandomAccess.Read(file, buffer, size) is var count and > 0)
        {
            adler.Append(buffer.AsSpan(0, count));
            size += count;
        }
        return (size, adler.ToString());
    }
}
