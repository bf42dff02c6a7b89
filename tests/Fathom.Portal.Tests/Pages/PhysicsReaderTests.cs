using System.Globalization;
using Fathom.Database;
using Fathom.Portal.Pages.Physics;

namespace Fathom.Portal.Tests.Pages;

public sealed class PhysicsReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-physics-").FullName;
    private readonly WorkspaceDatabase _database;
    private readonly PhysicsReader _reader;
    private int _files;

    public PhysicsReaderTests()
    {
        _database = WorkspaceDatabase.Open(Path.Combine(_folder, "fathom.db"), new WorkspaceDatabaseOptions { Time = new StoppedTime() });
        _reader = new PhysicsReader(_database);
        Write("INSERT INTO storage_element (name, kind, root, site) VALUES ('main', 'folder', 'main', 'here')");
        foreach (var name in new[] { "A", "B" })
        {
            Write($"INSERT INTO campaign (name, kind, state, software, output_se, created_utc) VALUES ('{name}', 'Detector', 'Active', '1', 'main', '')");
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Sums_follow_files_that_come_and_files_that_become_invalid_of_one_campaign_of_all_and_of_none()
    {
        Assert.Equal((0, 0), (_reader.Read("A").Files, _reader.Read(null).Files));
        Add(1, """{"ibdPairs":2,"energyHistogram":[1,2, 3],"energyHistogramMaximum":12,"volumeHistogram":[ ]}""");
        AssertSums("A", 1, 2, [1, 2, 3], null);
        Add(1, """{"runs":[1,{"ibdPairs":99}],"ibdPairs":3,"volumeHistogram":[4],"energyHistogram":[10,20,30,40],"energyHistogramMaximum":12.0}""");
        Add(2, """{"ibdPairs":100}""");
        Add(null, """{"ibdPairs":1000,"volumeHistogram":[1]}""");
        AssertSums("A", 2, 5, [11, 22, 33, 40], [4]);
        AssertSums(null, 4, 1105, [11, 22, 33, 40], [5]);
        AssertSums("nobody", 0, 0, null, null);
        Write("UPDATE file SET state = 'Invalid' WHERE id = 1");
        AssertSums("A", 1, 3, [10, 20, 30, 40], [4]);
        AssertSums(null, 3, 1103, [10, 20, 30, 40], [5]);
        Add(1, """{"ibdPairs":7}""");
        AssertSums("A", 2, 10, [10, 20, 30, 40], [4]);
    }

    [Fact]
    public void Metadata_that_are_not_as_the_compact_step_writes_them_count_for_nothing_and_break_nothing()
    {
        Add(1, """{"ibdPairs":"many","reconstructed":1e400,"livetimeNs":[1,2],"energyHistogramMaximum":null,"energyHistogram":{"0":1},"volumeHistogram":["x",2]}""");
        AssertSums("A", 1, 0, null, [0, 2]);
    }

    private void AssertSums(string? campaign, long files, long pairs, long[]? energy, long[]? volume)
    {
        var sums = _reader.Read(campaign);
        Assert.Equal((files, pairs), (sums.Files, sums.IbdPairs));
        Assert.Equal(energy, sums.Energy?.Counts);
        Assert.Equal(volume, sums.Volume?.Counts);
        Assert.Equal(energy is null ? null : 12.0, sums.Energy?.High);
    }

    private void Add(int? campaign, string metadata) => Write(
        "INSERT INTO file (lfn, tier, campaign_id, size, adler32, events, metadata, state, created_utc) VALUES (@lfn, 'miniESD', @campaign, 1, '00000001', 5, @metadata, 'Valid', '')",
        new { lfn = (++_files).ToString(CultureInfo.InvariantCulture), campaign, metadata });

    private void Write(string sql, object? parameters = null) =>
        _database.WriteAsync(transaction => transaction.Execute(sql, parameters)).GetAwaiter().GetResult();

    // No answer takes any time: none is kept, however busy the machine is.
    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
