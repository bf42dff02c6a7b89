using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;

namespace Fathom.Vo.Releases;

/// <summary>Rows of one or more sources, one after another, with the columns as a release describes them.</summary>
public sealed class DescribedRows : IRowSource
{
    private readonly IReadOnlyList<IRowSource> _sources;
    private readonly ValueBatch<long>? _numbers;
    private int _source;
    private long _rows;

    /// <summary>Rows.</summary>
    /// <param name="sources">Where they come from: all with the same columns; disposed of with this.</param>
    /// <param name="release">What the columns mean.</param>
    /// <exception cref="InvalidDataException">The sources' columns differ, or the release describes one that is not there.</exception>
    public DescribedRows(IReadOnlyList<IRowSource> sources, ReleaseDescription release)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(release);
        _sources = sources;
        _numbers = release.RowNumber is null ? null : new ValueBatch<long>();
        CheckSame(sources);
        var columns = Describe(sources[0].Columns, release);
        Columns = release.RowNumber is { } name
            ? [new ColumnDescription(name, VoType.Long) { Ucd = "meta.id;meta.main", Description = "Number of the row in the original order" }, .. columns]
            : columns;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        for (; _source < _sources.Count; _source++)
        {
            if (await _sources[_source].NextAsync(stop) is { } batch)
            {
                return _numbers is null ? batch : [Numbered(batch[0].Count), .. batch];
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
    }

    private ValueBatch<long> Numbered(int rows)
    {
        _numbers!.Clear();
        for (var i = 0; i < rows; i++)
        {
            _numbers.Add(++_rows);
        }

        return _numbers;
    }

    private static void CheckSame(IReadOnlyList<IRowSource> sources)
    {
        foreach (var other in sources.Skip(1))
        {
            if (!sources[0].Columns.Select(column => (column.Name, column.Type)).SequenceEqual(other.Columns.Select(column => (column.Name, column.Type))))
            {
                throw new InvalidDataException(
                    $"expected the columns {Names(sources[0].Columns)} in every file, found {Names(other.Columns)}: files of one table have the same columns.");
            }
        }
    }

    private static string Names(IReadOnlyList<ColumnDescription> columns) => string.Join(", ", columns.Select(column => $"{column.Name} ({column.Type})"));

    private static ColumnDescription[] Describe(IReadOnlyList<ColumnDescription> columns, ReleaseDescription release)
    {
        var described = new Dictionary<string, ReleaseColumn>(StringComparer.Ordinal);
        foreach (var column in release.Columns)
        {
            if (!columns.Any(source => source.Name == column.Source))
            {
                throw new InvalidDataException($"the description has a column '{column.Source}'; the source has {Names(columns)}.");
            }

            described[column.Source] = column;
        }

        return [.. columns.Select(column => Merge(column, described.GetValueOrDefault(column.Name) ?? new ReleaseColumn()))];
    }

    private static ColumnDescription Merge(ColumnDescription source, ReleaseColumn said)
    {
        var ucd = said.Ucd ?? source.Ucd;
        var unit = said.Unit ?? ForeignUnit.ToVoUnit(source.Unit);
        var isEquatorial = ucd?.StartsWith("pos.eq.", StringComparison.OrdinalIgnoreCase) == true;
        var isGalactic = ucd?.StartsWith("pos.galactic.", StringComparison.OrdinalIgnoreCase) == true;
        var isEpoch = ucd?.StartsWith("time.epoch", StringComparison.OrdinalIgnoreCase) == true && unit == "d";
        return source with
        {
            Name = said.Name ?? source.Name,
            Unit = string.IsNullOrEmpty(unit) ? null : unit,
            Ucd = ucd,
            Description = said.Description ?? source.Description,
            Xtype = said.Xtype ?? source.Xtype,
            Frame = said.Frame ?? source.Frame ?? (isEquatorial ? "ICRS" : isGalactic ? "GALACTIC" : null),
            Time = said.Time ?? source.Time ?? (isEpoch ? TimeSystem.ModifiedJulianUtc : null),
            ConfidenceLevel = said.ConfidenceLevel ?? source.ConfidenceLevel,
        };
    }
}
