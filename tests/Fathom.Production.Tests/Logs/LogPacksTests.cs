using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Fathom.Production.Logs;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Logs;

public sealed class LogPacksTests : IDisposable
{
    private const long Transformation = 7;
    private readonly string _root = Directory.CreateTempSubdirectory("fathom-logs-").FullName;
    private readonly ManualTime _time = new();
    private readonly StringWriter _notes = new();

    public LogPacksTests() => Packs = new LogPacks(_root, _time, _notes);

    private LogPacks Packs { get; set; }

    private LogShelf Shelf => new(_root);

    [Fact]
    public void A_log_reads_as_it_was_said_while_its_segment_grows_and_after_it_was_sealed()
    {
        foreach (long job in new long[] { 30, 10, 20 })
        {
            Assert.Equal(LogReceipt.Kept, Keep(job, 1, $"said by {job}\n"));
            Assert.Equal($"said by {job}\n", Read(job, 1));
        }

        _time.Advance(TimeSpan.FromHours(2));
        Packs.Flush();
        Assert.Single(Files(".index"));
        Assert.Equal(["said by 10\n", "said by 20\n", "said by 30\n"], new long[] { 10, 20, 30 }.Select(job => Read(job, 1)));
        Assert.NotNull(Shelf.Find(Transformation, 10, 1, "said by 10\n".Length));
        Assert.Null(Shelf.Find(Transformation, 10, 1, 5)); // a restored database counts its jobs anew
        Assert.Null(Shelf.Find(Transformation, 10, 2));
        Assert.Null(Shelf.Find(Transformation, 15, 1));
        Assert.Null(Shelf.Find(Transformation + 1, 10, 1));
    }

    [Fact]
    public void Thousands_of_logs_are_one_file_and_its_index()
    {
        for (long job = 1; job <= 5000; job++)
        {
            Keep(job, 1, $"job {job} has something to say");
        }

        Packs.Flush();
        Assert.Single(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
        Assert.Equal("job 4321 has something to say", Read(4321, 1));
    }

    [Fact]
    public void The_repeat_of_a_log_is_kept_once_and_another_log_of_the_attempt_is_refused()
    {
        Assert.Equal(LogReceipt.Kept, Keep(1, 1, "first"));
        long length = new FileInfo(Assert.Single(Files(".pack"))).Length;
        Assert.Equal(LogReceipt.Repeated, Keep(1, 1, "first"));
        Assert.Equal(LogReceipt.Conflicting, Keep(1, 1, "second"));
        _time.Advance(TimeSpan.FromHours(2)); // also where the segment was sealed between the two
        Packs.Flush();
        Assert.Equal(LogReceipt.Repeated, Keep(1, 1, "first"));
        Assert.Equal((length, "first"), (new FileInfo(Assert.Single(Files(".pack"))).Length, Read(1, 1)));
    }

    [Fact]
    public void A_crash_at_any_byte_leaves_every_log_before_it_whole_and_readable()
    {
        Keep(1, 1, "one");
        long first = new FileInfo(Files(".pack").Single()).Length;
        Keep(2, 1, "two two two");
        byte[] whole = File.ReadAllBytes(Files(".pack").Single());
        string path = Files(".pack").Single();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            File.Delete(Path.ChangeExtension(path, ".index"));
            AssertReads(length);
            // A new server makes the index; without a whole log there is nothing to keep.
            Assert.Equal(1, new LogPacks(_root, _time, _notes).Recover());
            Assert.Equal(length >= first, File.Exists(path));
            AssertReads(length);
        }

        void AssertReads(int length)
        {
            Assert.Equal(length >= first ? "one" : null, Read(1, 1));
            Assert.Null(Read(2, 1));
        }
    }

    [Fact]
    public void A_new_server_appends_to_a_segment_of_its_own_and_both_are_read()
    {
        Keep(1, 1, "before");
        Packs = new LogPacks(_root, _time, _notes);
        Keep(2, 1, "after");
        Assert.Equal(1, Packs.Recover()); // that of the server before, not the one it appends to
        Assert.Equal(("before", "after"), (Read(1, 1), Read(2, 1)));
        Assert.Equal(2, Files(".pack").Length);
    }

    [Fact]
    public void A_damaged_log_is_told_and_recovery_leaves_it_out_but_not_those_after_it()
    {
        Keep(1, 1, new string('a', 100));
        Keep(2, 1, "intact");
        string path = Files(".pack").Single();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8 + LogHead.Size + 1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("job 1, attempt 1 is damaged", Assert.Throws<InvalidDataException>(() => Read(1, 1)).Message, StringComparison.Ordinal);
        new LogPacks(_root, _time, _notes).Recover();
        Assert.Null(Read(1, 1));
        Assert.Equal("intact", Read(2, 1));
    }

    [Fact]
    public void Where_the_disk_refuses_the_log_is_lost_alone_and_later_ones_are_kept()
    {
        File.WriteAllText(Path.Combine(_root, "7"), "not a folder");
        Assert.ThrowsAny<IOException>(() => Keep(1, 1, "lost"));
        File.Delete(Path.Combine(_root, "7"));
        Assert.Equal(LogReceipt.Kept, Keep(2, 1, "kept"));
        Assert.Null(Read(1, 1));
        Assert.Equal("kept", Read(2, 1));
    }

    public void Dispose()
    {
        _notes.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private LogReceipt Keep(long job, int attempt, string text, bool failed = false)
    {
        byte[] packed = LogText.Pack(text);
        return Packs.Append(Transformation, failed, new LogHead(
            job, attempt, packed.Length, text.Length, _time.GetUtcNow().ToUnixTimeMilliseconds(), SHA256.HashData(packed)), packed);
    }

    private string? Read(long job, int attempt)
    {
        if (Shelf.Find(Transformation, job, attempt) is not { } log)
        {
            return null;
        }

        using var reader = new StreamReader(log.Read(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string[] Files(string ending) => Directory.GetFiles(_root, "*" + ending, SearchOption.AllDirectories);
}

internal static class LogText
{
    public static byte[] Pack(string text)
    {
        using var into = new MemoryStream();
        using (var brotli = new BrotliStream(into, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return into.ToArray();
    }
}
