using System.Buffers;

namespace Fathom.Root.Sources;

/// <summary>
/// Arrays that a reader fills again and again, lent by the process: the next reader finds memory that is there and warm, where
/// a new array of this size is fetched from the system page by page.
/// </summary>
internal static class Scratch
{
    /// <summary>Room for values, with any content; what the array held is lost where it was too short.</summary>
    internal static Span<T> Room<T>(ref T[] array, int length) where T : unmanaged
    {
        if (array.Length < length)
        {
            Release(ref array);
            array = ArrayPool<T>.Shared.Rent(length);
        }

        return array.AsSpan(0, length);
    }

    /// <summary>Gives the array back.</summary>
    internal static void Release<T>(ref T[] array) where T : unmanaged
    {
        T[] lent = array;
        array = [];
        ArrayPool<T>.Shared.Return(lent);
    }
}
