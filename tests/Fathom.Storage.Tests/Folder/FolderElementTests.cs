using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;
using Xunit.Abstractions;

namespace Fathom.Storage.Tests.Folder;

public sealed class FolderElementTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FolderElement Element => new("se1", folder["root"]);

    [Fact]
    public async Task A_link_that_leads_out_of_the_element_is_never_followed()
    {
        var element = Element;
        Directory.CreateDirectory(folder["outside"]);
        File.WriteAllText(folder["outside/secret"], "secret");
        Directory.CreateSymbolicLink(folder["root/away"], folder["outside"]);
        File.CreateSymbolicLink(folder["root/file"], folder["outside/secret"]);
        Directory.CreateSymbolicLink(folder["root/self"], folder["root"]);

        await Assert.ThrowsAsync<StorageDeniedException>(() => element.CreateAsync("away/new", new MemoryStream([1]), default));
        Assert.Null(element.Stat("away/secret"));
        Assert.Null(element.Stat("file"));
        Assert.Throws<StorageMissingException>(() => element.OpenRead("file"));
        Assert.Throws<StorageMissingException>(() => element.OpenRead("away/secret"));
        Assert.False(element.Delete("away/secret"));
        element.Tidy("away");
        Assert.Empty(element.List("away"));
        Assert.Empty(element.List(""));
        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(folder["outside"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_new_file_is_not_written_through()
    {
        var element = Element;
        File.CreateSymbolicLink(folder["root/new"], folder["escaped"]);
        await Assert.ThrowsAsync<StorageConflictException>(() => element.CreateAsync("new", new MemoryStream([1]), default));
        Assert.False(File.Exists(folder["escaped"]));
    }

    [Fact]
    public async Task Leftovers_of_a_crash_are_invisible_and_tidied_with_their_folder_alone()
    {
        var element = Element;
        await element.CreateAsync("a1/out", new MemoryStream([1, 2]), default);
        await element.CreateAsync("a2/out", new MemoryStream([1, 2]), default);
        File.WriteAllText(folder["root/a1/.fathom-part-0123"], "half");
        File.WriteAllText(folder["root/a2/.fathom-part-4567"], "half");
        File.WriteAllText(folder["root/a1/.fathom-adler32-gone"], "00000001 0\n");
        Directory.CreateDirectory(folder["root/a1/empty/er"]);

        Assert.Equal(["a1/out", "a2/out"], element.List("").Select(file => file.Path));
        element.Tidy("a1");
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(folder["root/a1"]).Select(Path.GetFileName));
        Assert.True(File.Exists(folder["root/a2/.fathom-part-4567"]));
        element.Delete("a1/out");
        element.Tidy("a1");
        Assert.False(Directory.Exists(folder["root/a1"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00000001 3")]
    [InlineData("00000001 4\n")]
    [InlineData("0000000G 3\n")]
    [InlineData("00000001 99999999999999999999\n")]
    [InlineData("00000001 3\n00000001 3\n00000001 3\n00000001 3\n00000001 3\n00000001 3\n")]
    public async Task A_damaged_stored_checksum_counts_as_none_and_is_made_anew(string damaged)
    {
        var element = Element;
        await element.CreateAsync("f", new MemoryStream([1, 2, 3]), default);
        var good = await element.MakeDurableAsync("f", default);
        File.WriteAllText(folder["root/.fathom-adler32-f"], damaged);
        Assert.Null(element.Stat("f")!.Adler32);
        await element.MakeDurableAsync("f", default);
        Assert.Equal(good, element.Stat("f"));
    }

    [Fact]
    public async Task A_changed_byte_is_seen_when_the_bytes_are_read_and_the_stored_checksum_remembers_the_old_ones()
    {
        var element = Element;
        await element.CreateAsync("f", new MemoryStream([1, 2, 3]), default);
        var good = await element.MakeDurableAsync("f", default);
        File.WriteAllBytes(folder["root/f"], [1, 2, 4]);
        Assert.Equal(good.Adler32, element.Stat("f")!.Adler32);
        Assert.NotEqual(good.Adler32, await element.ChecksumAsync("f", default));
    }

    [Fact]
    public async Task A_full_device_gives_a_clear_error_and_leaves_nothing()
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        var element = new FolderElement("se1", folder["root"])
        {
            WriteBytes = (_, bytes, offset, _) =>
            {
                RandomAccess.Write(full, bytes.Span, offset);
                return ValueTask.CompletedTask;
            },
        };
        var error = await Assert.ThrowsAsync<StorageFullException>(() => element.CreateAsync("d/f", new MemoryStream([1]), default));
        Assert.Contains("The disk is full: no space left at storage element se1", error.Message, StringComparison.Ordinal);
        Assert.Equal([".fathom-element-se1"], Directory.EnumerateFiles(folder["root"], "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public void A_failed_call_that_nobody_translated_still_tells_that_the_disk_is_full_by_its_error_number()
    {
        IOException full = new UnixException(UnixError.NoSpace, "fsync");
        Assert.Equal(28, full.HResult);
        Assert.Contains("disk is full", FolderFaults.OfSystem("se1", "f", full).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_system_that_fills_up_in_the_middle_of_a_file_keeps_what_was_there_and_nothing_of_the_new_file()
    {
        var (disk, reason) = SmallDisk.TryMount(folder["small"], 1);
        if (disk is null)
        {
            output.WriteLine($"Skipped: {reason}");
            return;
        }
        using (disk)
        {
            var element = new FolderElement("small", disk.Path);
            await element.CreateAsync("fits", new MemoryStream(new byte[600_000]), default);
            await Assert.ThrowsAsync<StorageFullException>(
                () => element.CreateAsync("too/large", new MemoryStream(new byte[600_000]), default));
            Assert.Equal(["fits"], element.List("").Select(file => file.Path));
            Assert.Equal([".fathom-element-small", "fits"], Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(600_000, (await element.MakeDurableAsync("fits", default)).Size);
            var probe = new ElementProbe(element, TimeProvider.System);
            var state = await probe.AskAsync();
            Assert.Null(state.Trouble);
            Assert.InRange(state.Room!.Free, 100_000, 448_576);
            await element.CreateAsync("rest", new MemoryStream(new byte[new DriveInfo(disk.Path).AvailableFreeSpace - 40_000]), default);
            Assert.IsType<StorageFullException>((await probe.AskAsync()).Trouble);
        }
    }

    [Fact]
    public void A_root_that_cannot_be_a_folder_is_refused_at_once()
    {
        File.WriteAllText(folder["file"], "");
        var error = Assert.Throws<StorageDeniedException>(() => new FolderElement("se1", folder["file"]));
        Assert.Contains(folder["file"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Things_that_are_not_regular_files_are_no_files()
    {
        var element = Element;
        Assert.Equal(0, Run("mkfifo", folder["root/pipe"]));
        Directory.CreateDirectory(folder["root/folder"]);
        Assert.Null(element.Stat("pipe"));
        Assert.Null(element.Stat("folder"));
        Assert.Throws<StorageMissingException>(() => element.OpenRead("pipe"));
        Assert.Empty(element.List(""));
    }

    [Fact]
    public void A_file_that_someone_else_put_there_is_listed_without_a_checksum()
    {
        var element = Element;
        File.WriteAllText(folder["root/strange\nname"], "x");
        File.WriteAllText(folder["root/plain"], "xy");
        Assert.Equal([new("plain", 2, null), new("strange\nname", 1, null)], element.List(""));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_folder_that_may_not_be_read_is_a_refusal_by_its_element()
    {
        var element = Element;
        Directory.CreateDirectory(folder["root/a/closed"]);
        File.SetUnixFileMode(folder["root"], (UnixFileMode)0x1FF);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(folder["root/a/closed"], UnixFileMode.None);
        var before = FileSystemUser(65534); // nobody; only this thread: even root's tests see what a plain user sees
        try
        {
            foreach (var access in new Action[] { () => _ = element.List("a/closed").ToList(), () => _ = element.List("").ToList(), () => element.Tidy("a") })
            {
                var error = Assert.Throws<StorageDeniedException>(access);
                Assert.Equal("se1", error.Element);
            }
        }
        finally
        {
            _ = FileSystemUser((uint)before);
            File.SetUnixFileMode(folder["root/a/closed"], (UnixFileMode)0x1C0);
        }
    }

    [Fact]
    public void A_disk_that_fails_while_a_folder_is_read_is_a_fault_of_the_element()
    {
        Directory.CreateDirectory(folder["root/a"]);
        var element = new FolderElement("se1", folder["root"]) { ReadFolder = _ => throw new IOException("Input/output error", 5) };
        Assert.Throws<StorageFaultException>(() => element.List("a").ToList());
        Assert.Throws<StorageFaultException>(() => element.Tidy("a"));
    }

    [Fact]
    public async Task A_deletion_that_is_repeated_after_a_crash_is_made_durable_though_nothing_is_left_to_delete()
    {
        var syncs = 0;
        var element = new FolderElement("se1", folder["root"]) { SyncFolder = at => { syncs++; at.Sync(); } };
        await element.CreateAsync("a/b/f", new MemoryStream([1]), default);
        File.Delete(folder["root/a/b/f"]); // the unlink; then the crash
        Assert.False(element.Delete("a/b/f"));
        Assert.Equal(1, syncs);
        Directory.Delete(folder["root/a/b"]); // likewise the rmdir
        element.Tidy("a/b");
        Assert.Equal(2, syncs);
    }

    [Fact]
    public async Task A_deletion_that_cannot_be_made_durable_is_said_to_be_so()
    {
        var element = new FolderElement("se1", folder["root"]) { SyncFolder = _ => throw new UnixException((UnixError)5, "fsync") };
        await element.CreateAsync("a/f", new MemoryStream([1]), default);
        Assert.Throws<StorageDurabilityException>(() => element.Delete("a/f"));
        Assert.Throws<StorageDurabilityException>(() => element.Tidy("a"));
    }

    public void Dispose() => folder.Dispose();

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int FileSystemUser(uint user);

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
