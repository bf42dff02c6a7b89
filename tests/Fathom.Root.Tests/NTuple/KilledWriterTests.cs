using Fathom.Root.NTuple;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

/// <summary>A writer that is killed leaves nothing, or a file whose last committed cluster group reads.</summary>
public sealed class KilledWriterTests
{
    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    public void Killed_at_any_write_the_file_is_as_it_was_at_the_last_commit(RootCodec codec)
    {
        WriteLog log = new();
        List<(int Writes, long First, long Second)> commits = [];
        using (RootFileWriter writer = RootFileWriter.Create(log, "a.root", new RootWriteOptions { Codec = codec, PageBytes = 256, ClusterBytes = 1000, GroupBytes = 4000 }))
        {
            (NTupleWriter first, ScalarColumn<int> one) = Add(writer, "first");
            (NTupleWriter second, ScalarColumn<int> two) = Add(writer, "second");
            for (int i = 0; i < 2000; i++)
            {
                one.Value = i;
                first.Fill();
                if (i % 3 == 0)
                {
                    two.Value = -(int)second.EntryCount;
                    second.Fill();
                }

                if (i % 700 == 699)
                {
                    writer.Commit();
                    commits.Add((log.Writes.Count, first.EntryCount, second.EntryCount));
                }
            }

            writer.Complete();
        }

        int refused = 0;
        int read = 0;
        for (int writes = 0; writes <= log.Writes.Count; writes++)
        {
            foreach (bool half in new[] { false, true })
            {
                (int _, long first, long second) = commits.LastOrDefault(commit => commit.Writes <= writes);
                if (Entries(log.Replay(writes, half), out long oldest, out long youngest))
                {
                    read++;
                    Assert.True(oldest >= first && youngest >= second, $"after {writes} writes: {oldest}, {youngest} of {first}, {second}");
                }
                else
                {
                    refused++;
                    Assert.Equal(0, first);
                }
            }
        }

        Assert.Equal(2000, log.Content is { } whole && Entries(whole, out long all, out _) ? all : -1);
        Assert.True(refused > 0 && read > log.Writes.Count);
    }

    [Fact]
    public void Whatever_of_the_last_writes_a_loss_of_power_takes_the_file_reads_up_to_the_commit_that_had_settled()
    {
        WriteLog log = new();
        List<(int Writes, long Entries)> commits = [];
        RootWriteOptions options = new() { Codec = RootCodec.None, PageBytes = 256, ClusterBytes = 500, GroupBytes = 100_000 };
        using (RootFileWriter writer = RootFileWriter.Create(log, "a.root", options))
        {
            (NTupleWriter first, ScalarColumn<int> one) = Add(writer, "first");
            (NTupleWriter second, ScalarColumn<int> two) = Add(writer, "second");
            for (int i = 0; i < 1000; i++)
            {
                (one.Value, two.Value) = (i, -i);
                first.Fill();
                second.Fill();
                if (i % 200 == 199)
                {
                    writer.Commit();
                    commits.Add((log.Settled[^1], first.EntryCount));
                }
            }

            writer.Complete();
        }

        Random kept = new(11);
        for (int writes = 0; writes <= log.Writes.Count; writes++)
        {
            long committed = commits.LastOrDefault(commit => commit.Writes < writes).Entries;
            bool reads = Entries(log.Replay(writes, kept), out long oldest, out long youngest);
            Assert.True(committed == 0 || (reads && oldest >= committed && youngest >= committed), $"after {writes} writes: {oldest}, {youngest} of {committed}");
        }
    }

    [Fact]
    public void A_durable_file_is_the_same_file()
    {
        using TemporaryFolder folder = new();
        EveryTypeFile.Write(folder["a.root"], new RootWriteOptions { Name = "same", ClusterBytes = 3000 }, seed: 4, [30]);
        EveryTypeFile.Write(folder["b.root"], new RootWriteOptions { Name = "same", ClusterBytes = 3000, Durable = true }, seed: 4, [30]);
        Assert.Equal(File.ReadAllBytes(folder["a.root"]), File.ReadAllBytes(folder["b.root"]));
    }

    [Fact]
    public void A_file_of_several_cluster_groups_and_commits_is_whole()
    {
        using TemporaryFolder folder = new();
        EveryTypeFile file = EveryTypeFile.Write(
            folder["a.root"], new RootWriteOptions { PageBytes = 512, ClusterBytes = 3000, GroupBytes = 9000 }, seed: 21, [150, 40]);

        Assert.Empty(FileCheck.Of(file.Path));
        using RootFileReader reader = RootFileReader.Open(file.Path);
        Assert.All(file.NTuples, pair => Assert.All(pair.Value, field => Assert.Equal(field.Written, field.Read(reader.OpenNTuple(pair.Key)))));
    }

    private static (NTupleWriter Writer, ScalarColumn<int> Value) Add(RootFileWriter writer, string name)
    {
        NTupleModel model = new(name);
        ScalarColumn<int> value = model.AddScalar<int>("value");
        return (writer.AddNTuple(model), value);
    }

    /// <summary>Reads all that a file promises; false where it is none.</summary>
    private static bool Entries(byte[] file, out long first, out long second)
    {
        first = second = 0;
        RootFileReader reader;
        try
        {
            reader = RootFileReader.Open(new MemoryStream(file), "killed");
        }
        catch (RootFormatException)
        {
            return false;
        }

        using (reader)
        {
            int[] one = reader.OpenNTuple("first").ReadScalars<int>("value");
            int[] two = reader.OpenNTuple("second").ReadScalars<int>("value");
            Assert.Equal(Enumerable.Range(0, one.Length), one);
            Assert.Equal(Enumerable.Range(0, two.Length).Select(i => -i), two);
            (first, second) = (one.Length, two.Length);
            return true;
        }
    }
}
