using System.Globalization;
using System.Numerics;
using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The codes of each dimension to group by.</summary>
internal static class GroupCodesOf
{
    /// <summary>The codes of a dimension.</summary>
    /// <exception cref="ArgumentException">The column is not one to group by.</exception>
    public static GroupCodes Make(JobTable table, JobColumn column) => column switch
    {
        JobColumn.State => Numbers(chunk => chunk.State, new ValueBounds(0, Enum.GetValues<JobState>().Length - 1), code => new JobValue(((JobState)code).ToString(), ((JobState)code).ToString())),
        JobColumn.Minor => Names(chunk => chunk.Minor, table.Names.Minor),
        JobColumn.Application => Names(chunk => chunk.Application, table.Names.Application),
        JobColumn.Site => Names(chunk => chunk.Site, table.Names.Site),
        JobColumn.Host => Names(chunk => chunk.Host, table.Names.Host),
        JobColumn.Owner => Names(chunk => chunk.Owner, table.Names.Owner),
        JobColumn.Cause => Names(chunk => chunk.Cause, table.Names.Cause),
        JobColumn.Campaign => Mapped(table, facts => facts.Campaign),
        JobColumn.Step => Mapped(table, facts => facts.Step),
        JobColumn.Transformation => Transformations(table),
        JobColumn.Run => Numbers(chunk => chunk.Run, SortKeysOf.BoundsOf(table, chunk => chunk.RunBounds), NumberOrNone),
        JobColumn.Section => Numbers(chunk => chunk.Section, SortKeysOf.BoundsOf(table, chunk => chunk.SectionBounds), NumberOrNone),
        JobColumn.Attempt => Numbers(chunk => chunk.Attempt, SortKeysOf.BoundsOf(table, chunk => chunk.AttemptBounds), JobValue.Of),
        JobColumn.PayloadFailures => Numbers(chunk => chunk.PayloadFailures, SortKeysOf.BoundsOf(table, chunk => chunk.PayloadFailuresBounds), JobValue.Of),
        JobColumn.InfrastructureLosses => Numbers(chunk => chunk.InfrastructureLosses, SortKeysOf.BoundsOf(table, chunk => chunk.InfrastructureLossesBounds), JobValue.Of),
        JobColumn.Priority => Numbers(chunk => chunk.Priority, SortKeysOf.BoundsOf(table, chunk => chunk.PriorityBounds), JobValue.Of),
        JobColumn.CreatedDay => Days(chunk => chunk.Created, SortKeysOf.BoundsOf(table, chunk => chunk.CreatedBounds)),
        JobColumn.UpdatedDay => Days(chunk => chunk.Updated, SortKeysOf.BoundsOf(table, chunk => chunk.UpdatedBounds)),
        _ => throw new ArgumentException($"Jobs are not grouped by {column}", nameof(column)),
    };

    private static JobValue NumberOrNone(long number) => number == JobChunk.NoNumber ? new JobValue("", "") : JobValue.Of(number);

    private static ColumnCodes<T, OffsetCode<T>> Numbers<T>(Func<JobChunk, T[]> column, ValueBounds bounds, Func<long, JobValue> value)
        where T : unmanaged, INumber<T> => new(column, new OffsetCode<T>(bounds.Low))
        {
            // A run or section of the largest numbers counts with its neighbour.
            Cardinality = (int)Math.Min(int.MaxValue, bounds.High - bounds.Low + 1),
            Value = code => value(bounds.Low + code),
        };

    private static ColumnCodes<T, OffsetCode<T>> Names<T>(Func<JobChunk, T[]> column, NameTable names)
        where T : unmanaged, INumber<T>
    {
        int[] ranks = names.Ranks();
        return new(column, new OffsetCode<T>(0))
        {
            Cardinality = ranks.Length,
            Ranks = ranks,
            Value = code => JobValue.Text(names.Text(code)),
        };
    }

    private static ColumnCodes<long, DayCode> Days(Func<JobChunk, long[]> column, ValueBounds bounds)
    {
        long first = bounds.Low / DayCode.Day;
        return new(column, new DayCode(first))
        {
            Cardinality = checked((int)((bounds.High / DayCode.Day) - first + 1)),
            Value = code =>
            {
                string day = DateTime.UnixEpoch.AddDays(first + code).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                return new JobValue(day, day);
            },
        };
    }

    private static ColumnCodes<int, OffsetCode<int>> Transformations(JobTable table)
    {
        TransformationFacts[] all = table.Transformations.All.ToArray();
        return new(chunk => chunk.Transformation, new OffsetCode<int>(0))
        {
            Cardinality = all.Length,
            Value = id => new JobValue(id.ToString(CultureInfo.InvariantCulture), $"{all[id].Campaign} {all[id].Name}"),
        };
    }

    private static ColumnCodes<int, MappedCode> Mapped(JobTable table, Func<TransformationFacts, string> text)
    {
        ReadOnlySpan<TransformationFacts> all = table.Transformations.All;
        var texts = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = new int[all.Length];
        for (int id = 0; id < all.Length; id++)
        {
            string name = text(all[id]);
            if (!known.TryGetValue(name, out codes[id]))
            {
                codes[id] = texts.Count;
                known.Add(name, texts.Count);
                texts.Add(name);
            }
        }

        return new(chunk => chunk.Transformation, new MappedCode(codes))
        {
            Cardinality = texts.Count,
            Ranks = NameTable.RanksOf(texts.ToArray()),
            Value = code => JobValue.Text(texts[code]),
        };
    }
}
