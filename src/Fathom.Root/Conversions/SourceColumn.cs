using Fathom.Root.Columns;
using Fathom.Root.NTuple;

namespace Fathom.Root.Conversions;

/// <summary>A column that is converted.</summary>
/// <param name="Name">Its name in the new file.</param>
/// <param name="Type">Its structure; null where only its rows tell it.</param>
/// <param name="Read">Reads entries.</param>
internal sealed record SourceColumn(string Name, FieldType? Type, SourceColumn.Reading Read)
{
    internal delegate RootColumn Reading(long first, int count, RootColumn? reuse);
}

/// <summary>A tree or RNTuple that is converted.</summary>
/// <param name="Name">Its name in the new file.</param>
/// <param name="Title">Its title or description.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Bytes">Bytes of all entries in memory, about.</param>
/// <param name="Columns">What is converted of it.</param>
internal sealed record Source(string Name, string Title, long Entries, long Bytes, IReadOnlyList<SourceColumn> Columns)
{
    private const long BatchBytes = 8L * 1024 * 1024;
    private const int MostEntries = 100_000;

    /// <summary>Entries read at once, so that memory stays bounded.</summary>
    internal int Step => (int)Math.Clamp(BatchBytes / Math.Max(1, Bytes / Math.Max(1, Entries)), 1, MostEntries);
}
