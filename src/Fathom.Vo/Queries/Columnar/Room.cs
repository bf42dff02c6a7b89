namespace Fathom.Vo.Queries.Columnar;

/// <summary>Arrays that grow.</summary>
internal static class Room
{
    /// <summary>The array, or a longer one with the same content.</summary>
    public static T[] Of<T>(T[] array, int rows)
    {
        if (rows > array.Length)
        {
            Array.Resize(ref array, Math.Max(rows, array.Length * 2));
        }

        return array;
    }
}
