using System.Runtime.InteropServices;

namespace Fathom.Root.NTuple.Pages;

/// <summary>From elements in memory to the bytes of a page and back, before compression and after it.</summary>
internal static class PageEncoding
{
    /// <summary>Encodes elements.</summary>
    /// <param name="type">Column type.</param>
    /// <param name="elements">Elements in memory form; changed on the way.</param>
    /// <param name="page">Receives the bytes of the page, <see cref="ColumnTypes.StorageBytes"/> of them.</param>
    internal static void Encode(ColumnType type, Span<byte> elements, Span<byte> page)
    {
        switch (type)
        {
            case ColumnType.Bit:
                PackBits(elements, page);
                return;
            case ColumnType.SplitInt16:
                IntegerFolding.ZigZag(MemoryMarshal.Cast<byte, short>(elements));
                break;
            case ColumnType.SplitInt32:
                IntegerFolding.ZigZag(MemoryMarshal.Cast<byte, int>(elements));
                break;
            case ColumnType.SplitInt64:
                IntegerFolding.ZigZag(MemoryMarshal.Cast<byte, long>(elements));
                break;
            case ColumnType.SplitIndex32:
                IntegerFolding.Delta(MemoryMarshal.Cast<byte, uint>(elements));
                break;
            case ColumnType.SplitIndex64:
                IntegerFolding.Delta(MemoryMarshal.Cast<byte, ulong>(elements));
                break;
        }

        if (type.IsSplit())
        {
            BytePlanes.Split(elements, type.Width(), page);
        }
        else
        {
            elements.CopyTo(page);
        }
    }

    /// <summary>Undoes <see cref="Encode"/>.</summary>
    internal static void Decode(ColumnType type, ReadOnlySpan<byte> page, Span<byte> elements)
    {
        if (type == ColumnType.Bit)
        {
            UnpackBits(page, elements);
            return;
        }

        if (!type.IsSplit())
        {
            page.CopyTo(elements);
            return;
        }

        if ((type == ColumnType.SplitIndex64 && IndexPlanes.TryJoin(page, MemoryMarshal.Cast<byte, ulong>(elements)))
            || (type == ColumnType.SplitIndex32 && IndexPlanes.TryJoin(page, MemoryMarshal.Cast<byte, uint>(elements))))
        {
            return;
        }

        BytePlanes.Join(page, type.Width(), elements);
        switch (type)
        {
            case ColumnType.SplitInt16:
                IntegerFolding.UnZigZag(MemoryMarshal.Cast<byte, short>(elements));
                break;
            case ColumnType.SplitInt32:
                IntegerFolding.UnZigZag(MemoryMarshal.Cast<byte, int>(elements));
                break;
            case ColumnType.SplitInt64:
                IntegerFolding.UnZigZag(MemoryMarshal.Cast<byte, long>(elements));
                break;
            case ColumnType.SplitIndex32:
                IntegerFolding.Sum(MemoryMarshal.Cast<byte, uint>(elements));
                break;
            case ColumnType.SplitIndex64:
                IntegerFolding.Sum(MemoryMarshal.Cast<byte, ulong>(elements));
                break;
        }
    }

    private static void PackBits(ReadOnlySpan<byte> bools, Span<byte> bits)
    {
        bits.Clear();
        for (int i = 0; i < bools.Length; i++)
        {
            bits[i >> 3] |= (byte)((bools[i] == 0 ? 0 : 1) << (i & 7));
        }
    }

    private static void UnpackBits(ReadOnlySpan<byte> bits, Span<byte> bools)
    {
        for (int i = 0; i < bools.Length; i++)
        {
            bools[i] = (byte)((bits[i >> 3] >> (i & 7)) & 1);
        }
    }
}
