using System.Buffers.Binary;
using Fathom.Root.Batches;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.Damage;

/// <summary>LZ4 blocks have a checksum of their own, within pages that have one, too.</summary>
public sealed class BlockChecksumTests
{
    private const int Entries = 5_000;

    [Fact]
    public void A_wrong_checksum_of_a_block_in_a_page_of_the_right_one_is_found_by_verifying_and_does_no_harm_to_streams()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"]);
        byte[] file = File.ReadAllBytes(folder["a.root"]);
        int block = PageOf(file, out int stored);
        file[block + BlockHeader.Size] ^= 1;
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(block + stored), Xxh3.Hash(file.AsSpan(block, stored)));
        File.WriteAllBytes(folder["a.root"], file);

        FileFault fault = Assert.Single(FileCheck.Of(folder["a.root"]));
        Assert.Equal(FileFaultKind.Damaged, fault.Kind);
        Assert.Contains("an LZ4 block of checksum", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, Entries), Stream(folder["a.root"]));
    }

    [Fact]
    public void A_changed_byte_of_a_block_is_found_by_streams_too()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"]);
        byte[] file = File.ReadAllBytes(folder["a.root"]);
        int block = PageOf(file, out int stored);
        file[block + stored - 1] ^= 1;
        File.WriteAllBytes(folder["a.root"], file);
        Assert.Contains("checksum", Assert.Throws<RootFormatException>(() => Stream(folder["a.root"])).Message, StringComparison.Ordinal);
    }

    private static void Write(string path)
    {
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        using RootFileWriter writer = RootFileWriter.Create(path, new RootWriteOptions { Codec = RootCodec.Lz4 });
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int i = 0; i < Entries; i++)
        {
            run.Value = i;
            ntuple.Fill();
        }

        writer.Complete();
    }

    private static List<int> Stream(string path)
    {
        using RootFileReader reader = RootFileReader.Open(path);
        using ColumnStream stream = reader.OpenNTuple("t").Stream(["run"]);
        List<int> values = [];
        foreach (ColumnBatch batch in stream)
        {
            values.AddRange(batch.Numbers<int>("run"));
        }

        return values;
    }

    /// <summary>The block after which its checksum as a page stands: envelopes have theirs within.</summary>
    private static int PageOf(byte[] file, out int stored)
    {
        for (int at = 0; ; at++)
        {
            at += file.AsSpan(at).IndexOf("L4\x01"u8);
            stored = BlockHeader.Size + BlockHeader.Read(file.AsSpan(at)).Compressed;
            if (stored + SealedPage.ChecksumLength <= file.Length - at
                && BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at + stored)) == Xxh3.Hash(file.AsSpan(at, stored)))
            {
                return at;
            }
        }
    }
}
