using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fathom.Root.Streamers;

/// <summary>Turns runs of big-endian numbers into numbers in memory, and back.</summary>
internal static class BigEndian
{
    /// <summary>Fills the numbers; there must be as many bytes.</summary>
    internal static void Copy<T>(ReadOnlySpan<byte> bytes, Span<T> numbers) where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<T, ushort>(numbers));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<T, uint>(numbers));
                break;
            case 8:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<T, ulong>(numbers));
                break;
            default:
                Bytes(bytes, MemoryMarshal.AsBytes(numbers), typeof(T) == typeof(bool));
                break;
        }
    }

    /// <summary>Fills the bytes; there must be as many as the numbers have.</summary>
    internal static void Write<T>(ReadOnlySpan<T> numbers, Span<byte> bytes) where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ushort>(numbers), MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, uint>(numbers), MemoryMarshal.Cast<byte, uint>(bytes));
                break;
            case 8:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ulong>(numbers), MemoryMarshal.Cast<byte, ulong>(bytes));
                break;
            default:
                MemoryMarshal.AsBytes(numbers).CopyTo(bytes);
                break;
        }
    }

    /// <summary>A truth value is any byte but 0; in memory it must be 0 or 1.</summary>
    private static void Bytes(ReadOnlySpan<byte> bytes, Span<byte> numbers, bool truth)
    {
        bytes.CopyTo(numbers);
        for (int i = 0; truth && i < numbers.Length; i++)
        {
            numbers[i] = numbers[i] == 0 ? (byte)0 : (byte)1;
        }
    }
}
