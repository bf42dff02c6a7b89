using Fathom.Root.Columns;

namespace Fathom.Root.Records;

/// <summary>Values of single rows, as the expressions of <see cref="RecordMap{T}"/> ask for them.</summary>
internal static class ColumnValues
{
    public static T Number<T>(RootColumn column, int row) where T : unmanaged => ((NumberColumn<T>)column).Values[row];

    public static string Text(RootColumn column, int row) => ((TextColumn)column)[row];

    public static RootColumn Member(RootColumn column, int member) => ((RecordColumn)column).Members[member];

    /// <summary>A list of numbers.</summary>
    public static T[] Numbers<T>(RootColumn column, int row) where T : unmanaged
    {
        ListColumn list = (ListColumn)column;
        return ((NumberColumn<T>)list.Items).Values[list.Offsets[row]..list.Offsets[row + 1]].ToArray();
    }

    /// <summary>A list of anything.</summary>
    public static T[] Items<T>(RootColumn column, int row, Func<RootColumn, int, T> item)
    {
        ListColumn list = (ListColumn)column;
        int first = list.Offsets[row];
        T[] items = new T[list.Offsets[row + 1] - first];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = item(list.Items, first + i);
        }

        return items;
    }
}
