using Fathom.Root.NTuple.Pages;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Root.Tests.NTuple;

public sealed class PageEncodingTests
{
    private const int ColumnTypeOf32 = (int)ColumnType.SplitIndex32;
    private const int ColumnTypeOf64 = (int)ColumnType.SplitIndex64;

    public static TheoryData<int> Types() => [.. Enum.GetValues<ColumnType>().Where(type => type.Bits() > 0).Select(type => (int)type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Decoding_undoes_encoding_for_any_elements(int type)
    {
        ColumnType column = (ColumnType)type;
        Prop.ForAll<byte[]>(random =>
        {
            byte[] elements = [.. random.Take(random.Length / column.Width() * column.Width()).Select(value => column == ColumnType.Bit ? (byte)(value & 1) : value)];
            int count = elements.Length / column.Width();
            byte[] page = new byte[column.StorageBytes(count)];
            PageEncoding.Encode(column, (byte[])elements.Clone(), page);
            byte[] decoded = new byte[elements.Length];
            PageEncoding.Decode(column, page, decoded);
            Assert.Equal(elements, decoded);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(ColumnTypeOf32, 1)]
    [InlineData(ColumnTypeOf32, 31)]
    [InlineData(ColumnTypeOf32, 32)]
    [InlineData(ColumnTypeOf32, 70_000)]
    [InlineData(ColumnTypeOf64, 1)]
    [InlineData(ColumnTypeOf64, 31)]
    [InlineData(ColumnTypeOf64, 32)]
    [InlineData(ColumnTypeOf64, 70_000)]
    public void Offsets_are_the_same_whether_rows_are_short_or_one_of_them_is_not(int type, int longest)
    {
        ColumnType column = (ColumnType)type;
        int width = column.Width();
        Random random = new(longest);
        for (int count = 1; count < 300; count++)
        {
            byte[] elements = new byte[count * width];
            long offset = random.NextInt64(1L << 31);
            int place = random.Next(Math.Max(1, count - 1));
            for (int i = 0; i < count; i++)
            {
                BitConverter.GetBytes(offset).AsSpan(0, width).CopyTo(elements.AsSpan(i * width));
                offset += i == place ? longest : random.Next(Math.Min(longest, 31) + 1);
            }

            byte[] page = new byte[elements.Length];
            PageEncoding.Encode(column, (byte[])elements.Clone(), page);
            byte[] decoded = new byte[elements.Length];
            PageEncoding.Decode(column, page, decoded);
            Assert.Equal(elements, decoded);
            Assert.Equal(longest <= 31 || count == 1, width == sizeof(uint) ? IndexPlanes.TryJoin(page, new uint[count]) : IndexPlanes.TryJoin(page, new ulong[count]));
        }
    }

    [Fact]
    public void Split_encoding_puts_all_first_bytes_first()
    {
        byte[] planes = new byte[8];
        BytePlanes.Split([1, 2, 3, 4, 11, 12, 13, 14], width: 4, planes);
        Assert.Equal([1, 11, 2, 12, 3, 13, 4, 14], planes);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Byte_b_of_element_i_is_byte_i_of_plane_b_for_any_number_of_elements(int width)
    {
        Random random = new(width);
        for (int count = 0; count < 140; count++)
        {
            byte[] elements = new byte[count * width];
            random.NextBytes(elements);
            byte[] planes = new byte[elements.Length];
            BytePlanes.Split(elements, width, planes);
            for (int at = 0; at < elements.Length; at++)
            {
                Assert.Equal(elements[at], planes[(at % width * count) + (at / width)]);
            }

            byte[] joined = new byte[elements.Length];
            BytePlanes.Join(planes, width, joined);
            Assert.Equal(elements, joined);
            int first = random.Next(count + 1);
            byte[] part = new byte[random.Next(count - first + 1) * width];
            BytePlanes.Join(planes, width, first, part);
            Assert.Equal(elements[(first * width)..((first * width) + part.Length)], part);
        }

        Assert.Throws<ArgumentException>(() => BytePlanes.Join(new byte[8 * width], width, 5, new byte[4 * width]));

        Assert.Throws<ArgumentException>(() => BytePlanes.Join(new byte[16], width, new byte[8]));
        Assert.Throws<ArgumentException>(() => BytePlanes.Split(new byte[9], width, new byte[9]));
    }

    [Fact]
    public void Registers_of_every_length_give_the_same_planes_and_elements()
    {
        const int Count = 192;
        byte[] elements = new byte[8 * Count];
        new Random(5).NextBytes(elements);
        byte[] planes = new byte[elements.Length];
        byte[] result = new byte[elements.Length];
        Assert.Equal(Count, BytePlaneVectors.Split4(ref elements[0], ref planes[0], Count));
        foreach (Kernels way in Kernels.OfThisProcessor)
        {
            Assert.Equal(Count, way.Split4(ref elements[0], ref result[0], Count));
            Assert.Equal(planes.AsSpan(0, 4 * Count), result.AsSpan(0, 4 * Count));
            Assert.Equal(Count, way.Join4(ref planes[0], Count, ref result[0], Count));
            Assert.Equal(elements.AsSpan(0, 4 * Count), result.AsSpan(0, 4 * Count));
        }

        BytePlaneVectors.Split8(ref elements[0], ref planes[0], Count);
        foreach (Kernels way in Kernels.OfThisProcessor)
        {
            Assert.Equal(Count, way.Split8(ref elements[0], ref result[0], Count));
            Assert.Equal(planes, result);
            Assert.Equal(Count, way.Join8(ref planes[0], Count, ref result[0], Count));
            Assert.Equal(elements, result);
        }
    }

    [Fact]
    public void Zigzag_maps_as_the_specification_says()
    {
        int[] values = [0, -1, 1, -2, int.MaxValue, int.MinValue];
        IntegerFolding.ZigZag(values.AsSpan());
        Assert.Equal([0, 1, 2, 3, -2, -1], values);
    }

    [Fact]
    public void Delta_keeps_the_first_and_stores_distances()
    {
        ulong[] values = [5, 5, 9, 100];
        IntegerFolding.Delta(values.AsSpan());
        Assert.Equal([5, 0, 4, 91], values);
    }

    [Fact]
    public void Distances_add_up_to_what_they_came_from_for_any_number_of_values()
    {
        for (int count = 0; count < 40; count++)
        {
            uint[] values = [.. Enumerable.Range(0, count).Select(i => (uint)(i * i * 7))];
            uint[] distances = [.. values];
            IntegerFolding.Delta(distances.AsSpan());
            Assert.Equal(values.Select((value, i) => i == 0 ? value : value - values[i - 1]), distances);
            IntegerFolding.Sum(distances.AsSpan());
            Assert.Equal(values, distances);
        }
    }

    [Fact]
    public void Bits_fill_bytes_from_the_lowest()
    {
        byte[] page = new byte[2];
        PageEncoding.Encode(ColumnType.Bit, new byte[] { 1, 0, 1, 0, 0, 0, 0, 1, 1 }, page);
        Assert.Equal([0b1000_0101, 1], page);
    }

    private delegate int Kernel(ref byte from, ref byte to, int count);

    private delegate int Joining(ref byte planes, int stride, ref byte elements, int count);

    /// <summary>The same work with registers of one length.</summary>
    private sealed record Kernels(Kernel Split4, Kernel Split8, Joining Join4, Joining Join8)
    {
        internal static IEnumerable<Kernels> OfThisProcessor
        {
            get
            {
                yield return new(BytePlaneVectors.Split4, BytePlaneVectors.Split8, BytePlaneVectors.Join4, BytePlaneVectors.Join8);
                if (BytePlaneLanes.Supported)
                {
                    yield return new(BytePlaneLanes.Split4, BytePlaneLanes.Split8, BytePlaneLanes.Join4, BytePlaneLanes.Join8);
                }

                if (BytePlaneBlocks.Supported)
                {
                    yield return new(BytePlaneBlocks.Split4, BytePlaneBlocks.Split8, BytePlaneBlocks.Join4, BytePlaneBlocks.Join8);
                }
            }
        }
    }
}
