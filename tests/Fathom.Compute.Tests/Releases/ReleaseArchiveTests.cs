using System.Formats.Tar;
using System.IO.Compression;
using Fathom.Compute.Releases;

namespace Fathom.Compute.Tests.Releases;

public sealed class ReleaseArchiveTests : IDisposable
{
    private const UnixFileMode Run = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_packed_comes_out_again_read_only_with_its_links_and_what_runs_runs()
    {
        Make("in/bin/run", "#!/bin/sh\n", Run);
        Make("in/lib/libx.so.1.2", "library");
        Make("in/empty", "");
        File.CreateSymbolicLink(folder["in/lib/libx.so.1"], "libx.so.1.2");
        File.CreateSymbolicLink(folder["in/bin/libx.so"], "../lib/libx.so.1");
        Directory.CreateDirectory(folder["in/data/none"]);
        using var archive = Packed("in");
        Unpack(archive, "out");
        Assert.Equal("library", File.ReadAllText(folder["out/bin/libx.so"]));
        Assert.Equal("", File.ReadAllText(folder["out/empty"]));
        Assert.True(Directory.Exists(folder["out/data/none"]));
        Assert.Equal("../lib/libx.so.1", new FileInfo(folder["out/bin/libx.so"]).LinkTarget);
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Assert.Equal(All | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, File.GetUnixFileMode(folder["out/bin/run"]));
        Assert.Equal(All, File.GetUnixFileMode(folder["out/lib/libx.so.1.2"]));
    }

    [Fact]
    public void The_same_files_are_the_same_bytes_whoever_packs_them_and_when_and_through_whatever_tar()
    {
        Make("one/a", "A", Run);
        Make("one/sub/" + new string('n', 120), "B");
        Make("two/sub/" + new string('n', 120), "B");
        Make("two/a", "A", Run);
        File.SetLastWriteTimeUtc(folder["two/a"], new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var one = Packed("one");
        using var two = Packed("two");
        Assert.Equal(one.ToArray(), two.ToArray());
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            one.Position = 0;
            one.CopyTo(gzip);
        }
        Unpack(zipped, "three");
        using var three = Packed("three");
        Assert.Equal(one.ToArray(), three.ToArray());
    }

    [Theory]
    [InlineData("../out", "no plain path")]
    [InlineData("/etc/cron.d/x", "no plain path")]
    [InlineData("a/../../x", "no plain path")]
    [InlineData("a//b", "no plain path")]
    [InlineData("a\nb", "control character")]
    public void A_path_that_leads_out_is_refused_before_anything_is_written(string path, string said)
    {
        using var archive = Tar(new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream([1]) });
        Assert.Contains(said, Refused(archive), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Theory]
    [InlineData("link", "/etc/passwd")]
    [InlineData("link", "../x")]
    [InlineData("dir/link", "../../x")]
    [InlineData("dir/link", "x/../../..")]
    [InlineData("link", "nothing")]
    [InlineData("link", ".")]
    [InlineData("link", "up/..")] // 'up' is a link to a folder: what comes after it is elsewhere
    [InlineData("link", "up/file")]
    public void A_link_that_leads_out_or_through_another_is_refused(string path, string target)
    {
        using var archive = Tar(
            new GnuTarEntry(TarEntryType.RegularFile, "dir/sub/file"), new GnuTarEntry(TarEntryType.SymbolicLink, "up") { LinkName = "dir/sub" },
            new GnuTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });
        Assert.Contains("symbolic link", Refused(archive), StringComparison.Ordinal);
        Assert.False(Path.Exists(folder["out/" + path]) || new FileInfo(folder["out/" + path]).LinkTarget is not null);
    }

    [Fact]
    public void Nothing_is_written_through_a_link_of_the_archive()
    {
        Directory.CreateDirectory(folder["victim"]);
        using var archive = Tar(
            new GnuTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = folder["victim"] },
            new GnuTarEntry(TarEntryType.RegularFile, "link/file") { DataStream = new MemoryStream([1]) });
        Refused(archive);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["victim"]));
    }

    [Fact]
    public void Devices_hard_links_doubles_and_what_is_no_tar_are_refused()
    {
        using var fifo = Tar(new GnuTarEntry(TarEntryType.Fifo, "pipe"));
        Assert.Contains("Fifo", Refused(fifo), StringComparison.Ordinal);
        using var hard = Tar(new GnuTarEntry(TarEntryType.HardLink, "hard") { LinkName = "../../etc/passwd" });
        Assert.Contains("HardLink", Refused(hard), StringComparison.Ordinal);
        using var twice = Tar(new GnuTarEntry(TarEntryType.RegularFile, "a"), new GnuTarEntry(TarEntryType.RegularFile, "./a"));
        Assert.Contains("comes twice", Refused(twice), StringComparison.Ordinal);
        using var text = new MemoryStream([.. Enumerable.Repeat((byte)'x', 2000)]);
        Refused(text);
        using var cut = new MemoryStream(Packed(Make("in/a", new string('a', 5000))).ToArray()[..3000]);
        Refused(cut);
    }

    public void Dispose() => folder.Dispose();

    private string Make(string path, string text, UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllText(folder[path], text);
        if (mode is { } given)
        {
            File.SetUnixFileMode(folder[path], given);
        }
        return path.Split('/')[0];
    }

    private MemoryStream Packed(string name)
    {
        var archive = new MemoryStream();
        ReleaseArchive.Pack(folder[name], archive);
        return archive;
    }

    private void Unpack(MemoryStream archive, string name)
    {
        archive.Position = 0;
        ReleaseArchive.Unpack(archive, Directory.CreateDirectory(folder[name]).FullName);
    }

    private string Refused(MemoryStream archive)
    {
        if (Directory.Exists(folder["out"]))
        {
            Directory.Delete(folder["out"], recursive: true);
        }
        return Assert.Throws<ReleaseException>(() => Unpack(archive, "out")).Message;
    }

    private static MemoryStream Tar(params TarEntry[] entries)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
        {
            Array.ForEach(entries, tar.WriteEntry);
        }
        return archive;
    }
}
