using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The keys of each sortable column.</summary>
internal static class SortKeysOf
{
    /// <summary>The keys of an order; not for ids, which need none.</summary>
    /// <exception cref="ArgumentException">The column is not one to sort by.</exception>
    public static SortKeys Make(JobTable table, JobOrder order)
    {
        bool down = order.Descending;
        return order.Column switch
        {
            JobColumn.State => Number(chunk => chunk.State, new ValueBounds(0, byte.MaxValue), down),
            JobColumn.Minor => Name(chunk => chunk.Minor, table.Names.Minor.Ranks(), down),
            JobColumn.Application => Name(chunk => chunk.Application, table.Names.Application.Ranks(), down),
            JobColumn.Site => Name(chunk => chunk.Site, table.Names.Site.Ranks(), down),
            JobColumn.Host => Name(chunk => chunk.Host, table.Names.Host.Ranks(), down),
            JobColumn.Owner => Name(chunk => chunk.Owner, table.Names.Owner.Ranks(), down),
            JobColumn.Cause => Name(chunk => chunk.Cause, table.Names.Cause.Ranks(), down),
            JobColumn.Campaign => Name(chunk => chunk.Transformation, RanksOf(table, facts => facts.Campaign), down),
            JobColumn.Transformation => Name(chunk => chunk.Transformation, RanksOf(table, facts => facts.Name), down),
            JobColumn.Step => Name(chunk => chunk.Transformation, RanksOf(table, facts => facts.Step), down),
            JobColumn.Run => Number(chunk => chunk.Run, BoundsOf(table, chunk => chunk.RunBounds), down),
            JobColumn.Section => Number(chunk => chunk.Section, BoundsOf(table, chunk => chunk.SectionBounds), down),
            JobColumn.Attempt => Number(chunk => chunk.Attempt, BoundsOf(table, chunk => chunk.AttemptBounds), down),
            JobColumn.PayloadFailures => Number(chunk => chunk.PayloadFailures, BoundsOf(table, chunk => chunk.PayloadFailuresBounds), down),
            JobColumn.InfrastructureLosses => Number(chunk => chunk.InfrastructureLosses, BoundsOf(table, chunk => chunk.InfrastructureLossesBounds), down),
            JobColumn.Priority => Number(chunk => chunk.Priority, BoundsOf(table, chunk => chunk.PriorityBounds), down),
            JobColumn.Created => Number(chunk => chunk.Created, BoundsOf(table, chunk => chunk.CreatedBounds), down),
            JobColumn.Updated => Number(chunk => chunk.Updated, BoundsOf(table, chunk => chunk.UpdatedBounds), down),
            JobColumn.LastEvent => Number(chunk => chunk.LastEvent, BoundsOf(table, chunk => chunk.LastEventBounds), down),
            _ => throw new ArgumentException($"Jobs are not sorted by {order.Column}", nameof(order)),
        };
    }

    /// <summary>Bounds of a column over the whole table.</summary>
    public static ValueBounds BoundsOf(JobTable table, Func<JobChunk, ValueBounds> bounds)
    {
        ValueBounds all = ValueBounds.None;
        foreach (JobChunk chunk in table.Chunks)
        {
            lock (chunk.Gate)
            {
                all = all.With(bounds(chunk));
            }
        }

        return all.IsNone ? new ValueBounds(0, 0) : all;
    }

    private static int[] RanksOf(JobTable table, Func<TransformationFacts, string> text)
    {
        ReadOnlySpan<TransformationFacts> all = table.Transformations.All;
        string[] texts = new string[all.Length];
        for (int id = 0; id < texts.Length; id++)
        {
            texts[id] = text(all[id]);
        }

        return NameTable.RanksOf(texts);
    }

    private static ColumnKeys<T, NumberKey<T>> Number<T>(Func<JobChunk, T[]> column, ValueBounds bounds, bool down)
        where T : unmanaged, INumber<T> => Keys(column, default(NumberKey<T>), NumberKey<T>.Of(bounds.Low), NumberKey<T>.Of(bounds.High), down);

    private static ColumnKeys<T, RankKey<T>> Name<T>(Func<JobChunk, T[]> column, int[] ranks, bool down)
        where T : unmanaged, INumber<T> => Keys(column, new RankKey<T>(ranks), 0, (ulong)ranks.Length, down);

    private static ColumnKeys<T, TKey> Keys<T, TKey>(Func<JobChunk, T[]> column, TKey key, ulong low, ulong high, bool down)
        where T : unmanaged, INumber<T>
        where TKey : struct, IKeyOf<T> => new(column, key, down ? ulong.MaxValue : 0)
        {
            Low = down ? ~high : low,
            High = down ? ~low : high,
        };
}
