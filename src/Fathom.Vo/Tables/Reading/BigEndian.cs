using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Fathom.Vo.Tables.Reading;

/// <summary>Numbers as VOTable's BINARY and FITS have them.</summary>
internal static class BigEndian
{
    /// <summary>The number that begins the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Get<T>(ReadOnlySpan<byte> from)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 8)
        {
            return Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReadUInt64BigEndian(from));
        }

        if (Unsafe.SizeOf<T>() == 4)
        {
            return Unsafe.BitCast<uint, T>(BinaryPrimitives.ReadUInt32BigEndian(from));
        }

        return Unsafe.SizeOf<T>() == 2
            ? Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReadUInt16BigEndian(from))
            : Unsafe.BitCast<byte, T>(from[0]);
    }

    /// <summary>Numbers one after another.</summary>
    public static T[] List<T>(ReadOnlySpan<byte> from)
        where T : unmanaged
    {
        var list = new T[from.Length / Unsafe.SizeOf<T>()];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = Get<T>(from[(i * Unsafe.SizeOf<T>())..]);
        }

        return list;
    }
}
