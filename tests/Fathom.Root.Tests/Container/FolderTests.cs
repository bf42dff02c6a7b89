using Fathom.Root.Scans;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Container;

/// <summary>Folders, cycles, recovery and checks, on files that ROOT wrote.</summary>
public sealed class FolderTests
{
    private const string Nested = "root/ttree/uproot-nesteddirs.root";
    private const string Cycles = "km3net-events/ORCA6_433kt-y_opendata_v0.5_testdata.root";

    [Fact]
    public void Objects_are_found_by_their_path_through_the_folders()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, Nested));
        Assert.Equal(
            ["one;1", "one/two;1", "one/two/tree;1", "one/tree;1", "three;1", "three/tree;1"], reader.Top.AllKeys().Select(key => key.Path));
        Assert.Equal(100, reader.OpenTree("one/two/tree").EntryCount);
        Assert.Equal(4, reader.OpenTree("one/tree;1").EntryCount);
        Assert.Null(reader.Top.Find("one/tree;2"));
        Assert.Null(reader.Top.Find("two/tree"));
        Assert.Contains("one;1", Assert.Throws<RootFormatException>(() => reader.OpenTree("tree")).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_cycle_is_meant_unless_another_is_named()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, Cycles));
        Assert.Equal(3, reader.Top.Find("binned_nu_response")!.Cycle);
        Assert.Equal(1, reader.Top.Find("binned_nu_response;1")!.Cycle);
        Assert.NotEqual(reader.Top.Find("binned_nu_response")!.Position, reader.Top.Find("binned_nu_response;1")!.Position);
    }

    [Fact]
    public void A_file_that_was_not_closed_gives_the_same_values_by_walking_its_keys()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        byte[] whole = File.ReadAllBytes(Path.Combine(folder, Nested));
        using RootFileReader closed = RootFileReader.Open(new MemoryStream(whole), "whole");
        string[] expected = [.. Everything(closed)];

        // Without its end: the list of keys of the top folder and what follows are gone.
        byte[] cut = whole[..(int)closed.Top.Keys.Max(key => key.Position)];
        Assert.Throws<RootFormatException>(() => RootFileReader.Open(new MemoryStream(cut), "cut"));
        byte[] headless = (byte[])whole.Clone();
        int lists = headless.AsSpan().LastIndexOf("TDirectory"u8);
        headless.AsSpan(lists, 10).Fill(0xFF);
        using RootFileReader recovered = RootFileReader.Open(new MemoryStream(headless), "recovered", new RootReadOptions { Recover = true });
        Assert.Equal(expected, Everything(recovered));
    }

    [Fact]
    public void A_check_finds_nothing_in_a_whole_file_and_names_the_object_of_a_changed_byte()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        Assert.Empty(FileCheck.Of(Path.Combine(folder, Nested)));
        using TemporaryFolder temporary = new();
        byte[] damaged = File.ReadAllBytes(Path.Combine(folder, Nested));
        using (RootFileReader reader = RootFileReader.Open(new MemoryStream(damaged), "whole"))
        {
            RootKey key = reader.Top.Find("one/tree")!;
            damaged.AsSpan((int)key.Position + 60 + 9, 6).Fill(0x5A);
        }

        File.WriteAllBytes(temporary["a.root"], damaged);
        FileFault fault = Assert.Single(FileCheck.Of(temporary["a.root"]), fault => fault.Kind == FileFaultKind.Damaged);
        Assert.Equal("one/tree;1", fault.Where);
    }

    private static IEnumerable<string> Everything(RootFileReader reader) =>
        reader.Top.AllKeys().Where(key => key.ClassName == "TTree").OrderBy(key => key.Path, StringComparer.Ordinal)
            .SelectMany(key => FileScan.Of(reader.OpenTree(key.Path)).Select(scan => $"{key.Path} {scan}"));
}
