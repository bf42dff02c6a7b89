using Fathom.Root.Batches;
using Fathom.Root.Columns;

namespace Fathom.Root.Records;

/// <summary>Records of a source of columns, one for each entry, read ahead in batches.</summary>
internal static class RecordRows
{
    /// <summary>Maps first, so that what does not fit is said before anything is read.</summary>
    /// <param name="paths">All columns that there are.</param>
    /// <param name="sample">A column without rows.</param>
    /// <param name="stream">Reads chosen columns.</param>
    internal static IEnumerable<T> Of<T>(IReadOnlyList<string> paths, Func<string, RootColumn> sample, Func<string[], ColumnStream> stream)
    {
        RecordMap<T> map = RecordMap<T>.Of(paths, sample);
        return Rows(map, stream);
    }

    private static IEnumerable<T> Rows<T>(RecordMap<T> map, Func<string[], ColumnStream> open)
    {
        using ColumnStream stream = open(map.Paths);
        RootColumn[] columns = new RootColumn[map.Paths.Length];
        foreach (ColumnBatch batch in stream)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = batch[i];
            }

            for (int row = 0; row < batch.Count; row++)
            {
                yield return map.Make(columns, row);
            }
        }
    }
}
