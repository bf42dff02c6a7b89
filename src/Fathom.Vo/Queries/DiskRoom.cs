namespace Fathom.Vo.Queries;

/// <summary>Room on a disk that queries leave to others: the ledger's database may be on the same one.</summary>
public static class DiskRoom
{
    /// <summary>What is left at least [bytes]: 5 GB, or a tenth of a smaller disk.</summary>
    public const long Least = 5_000_000_000;

    private const int Tenth = 10;

    /// <summary>True where there is less.</summary>
    /// <param name="folder">A folder of the disk.</param>
    public static bool IsShort(string folder)
    {
        var disk = new DriveInfo(folder);
        return disk.AvailableFreeSpace < Math.Min(Least, disk.TotalSize / Tenth);
    }

    /// <summary>Refuses what would leave less.</summary>
    /// <param name="folder">A folder of the disk.</param>
    /// <param name="bytes">What is about to be written there.</param>
    /// <exception cref="IOException">There is not so much room.</exception>
    public static void Require(string folder, long bytes)
    {
        var disk = new DriveInfo(folder);
        if (disk.AvailableFreeSpace - bytes < Math.Min(Least, disk.TotalSize / Tenth))
        {
            throw new IOException($"{folder}: {bytes >> 20} MiB are needed, and the disk has {disk.AvailableFreeSpace >> 20} MiB free, of which it keeps some for others.");
        }
    }

    /// <summary>Where SQLite puts what it sorts and does not fit in memory (https://www.sqlite.org/tempfiles.html, section 5).</summary>
    public static string OfSorting { get; } = new[]
    {
        Environment.GetEnvironmentVariable("SQLITE_TMPDIR"), Environment.GetEnvironmentVariable("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp",
    }.FirstOrDefault(Directory.Exists) ?? Path.GetTempPath();
}
